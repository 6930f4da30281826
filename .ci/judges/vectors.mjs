// Compares what the generated TypeScript modules read from responses with the test vectors: vectors.mjs TOOLS FOLDER
//
// FOLDER has a module and vectors for each catalog, such as `admin.ts` and `admin.vectors.json`. If `servers.py` runs
// this file, the modules also read the responses of the example servers.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, folder] = process.argv.slice(2).map((path) => resolve(path));
const typescript = createRequire(join(tools, "package.json"))("typescript");
const options = { target: typescript.ScriptTarget.ES2022, module: typescript.ModuleKind.ESNext };

/** Compiles a module without a check of its types, which is the task of other judges. */
async function load(name) {
  const source = readFileSync(join(folder, `${name}.ts`), "utf8");
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, typescript.transpileModule(source, { compilerOptions: options }).outputText);
  return import(pathToFileURL(path));
}

/** What a module reads, in the form of the vectors. A module does not offer every value for every API. */
function describe(module, error, expected) {
  const fields = error.known ? error.fields : {};
  const found = {
    known: error.known,
    typed: error.known,
    code: error.code ?? null,
    message: error.message ?? null,
    request_id: error.requestId ?? null,
    fields: Object.fromEntries(Object.keys(expected.fields ?? {}).map((name) => [name, fields[name] ?? null])),
    violations: violations(fields, expected),
    retry_after: error.retryAfter === undefined ? null : error.retryAfter / 1000,
    // The number of attempts that the catalog allows does not matter here.
    retryable: module.retryDelay(error, 0) !== undefined,
  };
  if ("title" in error) found.title = error.title ?? null;
  if ("userMessage" in error) found.user_message = error.userMessage ?? null;
  return found;
}

function violations(fields, expected) {
  const others = Object.entries(fields).filter(([name]) => !(name in (expected.fields ?? {})));
  const isList = (value) => Array.isArray(value) && value.every((element) => element?.message !== undefined);
  const list = others.map(([, value]) => value).find(isList);
  return (list ?? []).map((violation, index) => {
    const pointer = violation.pointer ?? pointerOf(violation.field);
    const members = { pointer, code: violation.code, detail: violation.message };
    const wanted = expected.violations?.[index];
    return Object.fromEntries(Object.entries(members).filter(([name]) => wanted === undefined || name in wanted));
  });
}

function pointerOf(field) {
  const keys = field.replaceAll("~", "~0").replaceAll("/", "~1").split(".");
  return field === "" ? "" : `/${keys.join("/")}`;
}

function isSame(one, other) {
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) < 1e-9 || one === other;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && isSame(one[key], other[key]));
}

/** A field in a text is a string for clients that do not convert it. */
function isSameField(expected, found) {
  return isSame(expected, found) || (typeof found === "string" && found === JSON.stringify(expected));
}

function differences(module, error, expected) {
  const found = describe(module, error, expected);
  const differs = (name, one, other) => `${name} is ${JSON.stringify(other)}, not ${JSON.stringify(one)}`;
  return Object.entries(expected).flatMap(([name, value]) => {
    if (!(name in found)) return [];
    if (name === "fields") {
      const names = Object.keys(value).filter((field) => !isSameField(value[field], found.fields[field]));
      return names.map((field) => differs(`the field ${field}`, value[field], found.fields[field]));
    }
    return isSame(value, found[name]) ? [] : [differs(name, value, found[name])];
  });
}

let [count, answers, failed] = [0, 0, 0];
function report(place, body, lines) {
  failed += lines.length;
  for (const line of lines) console.log(`${place}: ${line}: ${body.slice(0, 1000)}`);
}

const servers = JSON.parse(process.env.SERVERS ?? "{}");
for (const file of readdirSync(folder).filter((file) => file.endsWith(".vectors.json")).sort()) {
  const name = file.slice(0, -".vectors.json".length);
  const module = await load(name);
  const { cases } = JSON.parse(readFileSync(join(folder, file), "utf8"));
  for (const { name: title, status, headers, body, expect } of cases) {
    report(`${name}: ${title}`, body, differences(module, module.parseError(status, headers, body), expect));
    count += 1;
  }
  for (const { name: title, expect } of servers[name] ? cases.filter((it) => it.name.endsWith(": example 1")) : []) {
    const path = `/_errors/${title.slice(0, -": example 1".length)}`;
    const response = await fetch(servers[name].url + path);
    const body = await response.clone().text();
    const error = await module.readError(response);
    // Each response has another id.
    const id = response.headers.get("x-request-id") ?? error.requestId ?? "an id";
    const expected = expect.request_id === undefined ? expect : { ...expect, request_id: id };
    report(`${servers[name].url}${path}`, body, differences(module, error, expected));
    const later = await module.readError(await fetch(servers[name].tomorrow + path));
    if (later.known || later.status !== response.status) {
      report(servers[name].tomorrow + path, body, ["the response of tomorrow is not an unknown error"]);
    }
    answers += 1;
  }
}
console.log(`vectors.mjs: ${count} cases, ${answers} answers of servers, ${failed} differences`);
const isComplete = count > 0 && (answers > 0 || Object.keys(servers).length === 0);
process.exit(failed === 0 && isComplete ? 0 : 1);
