// Compiles each file of a folder in MDX or in the Markdown of GitHub, runs the result, and writes the HTML next to the
// file. The remark plugins for MDX are those of Docusaurus that add syntax.

import { readFile, readdir, writeFile } from 'node:fs/promises'
import { evaluate } from '@mdx-js/mdx'
import { h } from 'preact'
import * as runtime from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'

const folder = process.argv[2]
const plugins = { mdx: [remarkGfm, remarkDirective, remarkMath], md: [remarkGfm] }
for (const name of await readdir(folder)) {
  const format = name.split('.').at(-1)
  if (!(format in plugins)) continue
  try {
    const source = await readFile(`${folder}/${name}`, 'utf8')
    const options = { ...runtime, format, remarkPlugins: plugins[format] }
    const { default: Page, ...exports } = await evaluate(source, options)
    const names = Object.keys(exports)
    if (names.length > 0) throw new Error(`the text of the catalog exports ${names.join(', ')}`)
    await writeFile(`${folder}/${name.replace(/mdx?$/, 'html')}`, renderToString(h(Page)))
  } catch (error) {
    console.error(`${name}: ${error}`)
    process.exitCode = 1
  }
}
