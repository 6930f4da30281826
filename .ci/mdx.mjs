// Compiles each MDX file of a folder, runs the result, and writes the HTML next to the file. The remark plugins are those
// of Docusaurus that add syntax.

import { readFile, readdir, writeFile } from 'node:fs/promises'
import { evaluate } from '@mdx-js/mdx'
import { h } from 'preact'
import * as runtime from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'

const folder = process.argv[2]
for (const name of (await readdir(folder)).filter((name) => name.endsWith('.mdx'))) {
  try {
    const source = await readFile(`${folder}/${name}`, 'utf8')
    const { default: Page, ...exports } = await evaluate(source, { ...runtime, remarkPlugins: [remarkGfm, remarkDirective] })
    const names = Object.keys(exports)
    if (names.length > 0) throw new Error(`the text of the catalog exports ${names.join(', ')}`)
    await writeFile(`${folder}/${name.replace(/mdx$/, 'html')}`, renderToString(h(Page)))
  } catch (error) {
    console.error(`${name}: ${error}`)
    process.exitCode = 1
  }
}
