/** Reads a value, or returns `undefined` if it is not valid. */
type Reader<T> = (value: unknown) => T | undefined;

/** Reads a required field, and throws if its value is missing or not valid. */
function requiredField<T>(read: Reader<T>, found: Found | undefined): T {
  const value = read(found?.value);
  if (value === undefined) {
    throw new TypeError("a field is not valid");
  }
  return value;
}

/** Reads an optional field, and throws if its value is not valid. */
function optionalField<T>(read: Reader<T>, found: Found | undefined): T | undefined {
  if (found?.value === undefined || found.value === null) {
    return undefined;
  }
  // @if texts
  if (found.isPart) {
    return read(found.value);
  }
  // @end
  return requiredField(read, found);
}

/** Reads a field that is only a part of a text, whose wording may change. */
function textField<T>(read: Reader<T>, found: Found | undefined): T | undefined {
  return read(found?.value);
}

function asAny(value: unknown): unknown {
  return value;
}

function asString(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function asNumber(value: unknown): number | undefined {
  if (value === "NaN" || value === "inf" || value === "-inf") {
    return Number(value.replace("inf", "Infinity"));
  }
  const isText = typeof value === "string" && /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/iu.test(value);
  const number = isText ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Reads an integer. Above 2 ** 53, JavaScript rounds integers, so the limits of 64 bits are inexact. */
function integer(least: number, most: number): Reader<number> {
  return (value) => {
    const number = typeof value === "string" && /^[-+]?\d+$/u.test(value) ? Number(value) : value;
    return Number.isInteger(number) && Number(number) >= least && Number(number) <= most
      ? Number(number)
      : undefined;
  };
}

/** Reads a duration as a number of seconds: a whole number of seconds, or of milliseconds with the unit `ms`. */
function asSeconds(value: unknown): number | undefined {
  const found = /^\+?(\d+)(ms)?$/u.exec(textOf(value) ?? "");
  return found === null || Number(found[1]) >= 2 ** 64
    ? undefined
    : Number(found[1]) / (found[2] === undefined ? 1 : 1000);
}

function asBoolean(value: unknown): boolean | undefined {
  if (value === "true" || value === "false") {
    return value === "true";
  }
  return typeof value === "boolean" ? value : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) ? value : undefined;
}

/** Reads a list, or a text in which commas separate the elements. */
function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    const text = value === "" ? [] : asString(value)?.split(", ");
    const elements = isList(value) ? value : text;
    const list = elements?.map(read);
    return list?.every((element) => element !== undefined) === true ? list : undefined;
  };
}

/** Reads violations: a list of objects, or an object that has a message or a list of messages for each key. */
function asViolations(value: unknown): readonly Violation[] | undefined {
  if (!isObject(value)) {
    return isList(value) ? listOf(violationOf)(value) : undefined;
  }
  const messages = Object.entries(value).flatMap(([field, found]) =>
    (isList(found) ? found : [found]).map((detail) => ({ field, detail })),
  );
  return listOf(violationOf)(messages);
}

function violationOf(element: unknown): Violation | undefined {
  if (!isObject(element)) {
    return undefined;
  }
  const text = (key: string): string | undefined =>
    Object.hasOwn(element, key) ? asString(element[key]) : undefined;
  const message = text("detail") ?? text("description");
  const pointer = text("pointer") ?? pointerOfKey(text("field"));
  if (message === undefined || pointer === undefined) {
    return undefined;
  }
  const path = decode(pointer);
  return {
    pointer: path,
    field: path.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~"),
    message,
    title: text("title"),
    code: text("code") ?? text("reason"),
    location: text("location") ?? "body",
    params: { ...asObject(own(element, "values")), ...asObject(own(element, "params")) },
  };
}

/** The JSON Pointer of a key with dots. */
function pointerOfKey(key: string | undefined): string | undefined {
  const pointer = key?.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll(".", "/");
  return pointer === undefined || pointer === "" ? pointer : `/${pointer}`;
}

/** Converts a JSON Pointer that is a URI fragment into a plain JSON Pointer. */
function decode(pointer: string): string {
  if (!pointer.startsWith("#")) {
    return pointer === "" || pointer.startsWith("/") ? pointer : pointerOf([pointer]);
  }
  try {
    return decodeURIComponent(pointer.slice(1));
  } catch {
    return pointer.slice(1);
  }
}
