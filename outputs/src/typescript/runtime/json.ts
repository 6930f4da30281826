/** Returns the first value of a header. */
function header(headers: HeadersLike, name: string): string | undefined {
  const entries = Symbol.iterator in headers ? headers : Object.entries(headers);
  for (const [key, value] of entries as Iterable<readonly [string, unknown]>) {
    if (key.toLowerCase() === name.toLowerCase()) {
      const first: unknown = isList(value) ? value[0] : value;
      return typeof first === "string" ? first : undefined;
    }
  }
  return undefined;
}

/** Parses JSON. A text that is not JSON stays a text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns a member of a table, but no member that every object has. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The text of a string or a number. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}
