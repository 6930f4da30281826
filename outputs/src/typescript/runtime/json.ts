/** Returns the first value of a header. */
function header(headers: HeadersLike, name: string): string | undefined {
  for (const [key, value] of entriesOf(headers)) {
    if (key.toLowerCase() === name.toLowerCase()) {
      return textOf(isList(value) ? value[0] : value);
    }
  }
  return undefined;
}

function entriesOf(headers: HeadersLike): Iterable<readonly [string, unknown]> {
  if (Symbol.iterator in headers) {
    return headers as Iterable<readonly [string, unknown]>;
  }
  if (!hasForEach(headers)) {
    return Object.entries(headers);
  }
  const entries: [string, unknown][] = [];
  headers.forEach((value: unknown, name) => {
    entries.push([name, value]);
  });
  return entries;
}

/** Whether headers are an object with a method, and not a record of values. */
function hasForEach(headers: HeadersLike): headers is Extract<HeadersLike, { forEach: unknown }> {
  return "forEach" in headers && typeof headers.forEach === "function";
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
