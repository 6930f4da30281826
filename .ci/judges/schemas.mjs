// Validates the examples of JSON Schemas with ajv: schemas.mjs TOOLS FILE… Each example must satisfy the schema of the
// file and the schema of its own error. The schema of another error may accept the example only if that schema has the
// same example, because the two errors can then send the same body.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, ...files] = process.argv.slice(2);
const require = createRequire(`${tools}/`);
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;
let failed = false;
let count = 0;

for (const file of files) {
  const document = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: true, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, "errors");
  const whole = ajv.getSchema("errors");
  const schemas = Object.entries(document.$defs ?? {})
    .filter(([, schema]) => schema.examples !== undefined)
    .map(([name, schema]) => ({
      name,
      examples: schema.examples,
      texts: new Set(schema.examples.map((example) => JSON.stringify(example))),
      accepts: ajv.getSchema(`errors#/$defs/${encodeURIComponent(name)}`),
    }));
  let pairs = 0;
  const report = (message) => {
    console.log(`${file}: ${message}`);
    failed = true;
  };
  for (const own of schemas) {
    for (const example of own.examples) {
      if (!whole(example)) report(`the schema of all bodies refuses ${JSON.stringify(example)}`);
      for (const other of schemas) {
        pairs += 1;
        const accepted = other.accepts(example);
        if (other === own && !accepted) report(`\`${own.name}\` refuses its example ${JSON.stringify(example)}`);
        if (other !== own && accepted && !other.texts.has(JSON.stringify(example))) {
          report(`\`${other.name}\` accepts an example of \`${own.name}\`: ${JSON.stringify(example)}`);
        }
      }
    }
  }
  count += schemas.length;
  console.log(`${file}: ${schemas.length} schemas, ${pairs} pairs`);
}
process.exitCode = failed || count === 0 ? 1 : 0;
