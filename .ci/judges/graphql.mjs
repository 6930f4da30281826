// Builds a GraphQL schema with graphql-js: graphql.mjs TOOLS FILE. The file has only enums, so a query is added.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, file] = process.argv.slice(2);
const { buildSchema } = createRequire(`${tools}/`)("graphql");
buildSchema(`${readFileSync(file, "utf8")}\ntype Query { code: ErrorCode }\n`);
console.log(`${file}: valid`);
