// Builds GraphQL schemas with graphql-js: graphql.mjs TOOLS FILE… A file has only enums, so a query is added.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, ...files] = process.argv.slice(2);
const { buildSchema } = createRequire(`${tools}/`)("graphql");
for (const file of files) {
  try {
    buildSchema(`${readFileSync(file, "utf8")}\ntype Query { code: ErrorCode }\n`);
  } catch (error) {
    console.log(`${file}: ${error}`);
    process.exitCode = 1;
  }
}
console.log(`graphql.mjs: ${files.length} schemas`);
