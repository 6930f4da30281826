// Makes types from OpenAPI documents with openapi-typescript and @hey-api/openapi-ts: types.mjs TOOLS OUTPUT FILE…
//
// For each union with a discriminator, a module shows that the code of an error narrows the union to the schema of the
// error. All documents are read by one process, because most of the time of a process is its start.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, output, ...files] = process.argv.slice(2).map((path) => resolve(path));
const load = (path) => import(pathToFileURL(join(tools, "node_modules", path)));
const { default: openapiTypescript, astToString } = await load("openapi-typescript/dist/index.mjs");
const { createClient } = await load("@hey-api/openapi-ts/dist/index.mjs");

/** The functions that narrow the unions of a document. `typeOf` is the type of a schema. */
function narrowing(schemas, typeOf) {
  const lines = [];
  for (const [union, { discriminator }] of Object.entries(schemas)) {
    if (discriminator === undefined) continue;
    const member = JSON.stringify(discriminator.propertyName);
    const declare = (result) => `export function f${lines.length}(error: ${typeOf(union)}): ${result} {`;
    for (const [code, path] of Object.entries(discriminator.mapping)) {
      const result = `${typeOf(path.slice(path.lastIndexOf("/") + 1))} | undefined`;
      lines.push(`${declare(result)} return error[${member}] === ${JSON.stringify(code)} ? error : undefined; }`);
    }
    lines.push(`${declare("boolean")}\n  // @ts-expect-error: no error of the union has this code.`);
    lines.push(`  return error[${member}] === "no such code"; }`);
  }
  return lines;
}

let functions = 0;
const jobs = [];
mkdirSync(output, { recursive: true });
process.chdir(output);
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const { components, paths } = JSON.parse(text);
  const hasPaths = Object.keys(paths ?? {}).length > 0;
  // The descriptions with routes are in a folder for each version.
  const name = basename(file, ".json") + (hasPaths ? `.${basename(dirname(file))}` : "");
  writeFileSync(`${name}.ts`, astToString(await openapiTypescript(text, { silent: true })));
  const one = narrowing(components.schemas, (schema) => `components["schemas"][${JSON.stringify(schema)}]`);
  const other = narrowing(components.schemas, (schema) => `types.${schema}`);
  functions += one.length;
  writeFileSync(`${name}.narrows.ts`, [`import type { components } from "./${name}.js";`, ...one, ""].join("\n"));
  const start = `import type * as types from "./${name}/types.gen.js";`;
  writeFileSync(`${name}.narrows-too.ts`, [start, ...other, ""].join("\n"));
  const plugins = hasPaths ? ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"] : ["@hey-api/typescript"];
  jobs.push({ input: file, output: name, plugins, logs: { level: "silent" } });
}
await createClient(jobs);
console.log(`types.mjs: ${files.length} documents, ${functions} lines that narrow`);
process.exitCode = functions > 0 ? 0 : 1;
