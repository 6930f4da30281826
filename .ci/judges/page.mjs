// Compiles and runs the example of docs/outputs/typescript.md: page.mjs TOOLS
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const typescript = createRequire(join(process.argv[2], "package.json"))("typescript");
const folder = import.meta.dirname;
const options = {
  target: typescript.ScriptTarget.ES2022,
  module: typescript.ModuleKind.ESNext,
  moduleResolution: typescript.ModuleResolutionKind.Bundler,
  strict: true,
  types: [],
};
const program = typescript.createProgram([join(folder, "example.ts")], options);
for (const { messageText } of typescript.getPreEmitDiagnostics(program)) {
  throw new Error(JSON.stringify(messageText));
}
program.emit();
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
globalThis.fetch = () => {
  const body = { code: "user_not_found", detail: "User u_1 not found" };
  return Promise.resolve(new Response(JSON.stringify(body), { status: 404 }));
};
await import(join(folder, "example.js"));
