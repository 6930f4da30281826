/** Adds the elements of a list that are violations. */
function readEach(template: Each, elements: readonly unknown[], values: Values): void {
  // @if repeated
  // The only element may take the place of violations.
  const once = single(template, elements);
  const list = once === undefined ? elements : [];
  // @end
  // @if !repeated
  const list = elements;
  // @end
  const slot = { slot: template.violations };
  add(
    slot,
    list.map((element) => readViolation(template, element)),
    values.slots,
  );
  // @if repeated
  if (once !== undefined) {
    readValues(once, elements[0], values);
  } else if (isSpread(template)) {
    values.showsViolations = true;
    if (elements.length > 0) {
      // Each element also shows the error.
      readValues(template.each, elements[0], values);
    }
  }
  // @end
}

/** Reads a violation into the members that {@link asViolations} reads; `null` if the element shows none of its parts. */
function readViolation(template: Each, element: unknown): unknown {
  const { slots } = findValues(template.each, element);
  if (slots.size === 0) {
    return null;
  }
  const part = (name: string): unknown => slots.get(`parts.${name}`)?.value ?? undefined;
  const text = (name: string): string | undefined => asString(part(name));
  // @if repeated
  // A violation without a code or a title shows the code or the title of the error.
  const own = (name: string): string | undefined => {
    const found = text(name);
    return found === textOfError(template, name)?.[1] ? undefined : found;
  };
  // @end
  const values = [...slots].filter(([name]) => name.startsWith("values."));
  const located = part("path:located");
  const [first, ...steps] = isList(located) ? located : [];
  const path = part("path");
  const parameter = text("parameter") === "" ? undefined : text("parameter");
  const pointers = [
    text("pointer") === "" ? undefined : text("pointer"),
    text("pointer:fragment"),
    typeof first === "string" ? pointerOf(steps) : undefined,
    isList(path) ? pointerOf(path) : undefined,
    pointerOfKey(text("field")),
    pointerOfKey(parameter),
  ];
  const index = pointers.findIndex((pointer) => pointer !== undefined);
  return {
    pointer: pointers[index] ?? "",
    location: text("location") ?? asString(first) ?? (index === 5 ? "query" : undefined),
    // @if repeated
    code: own("code"),
    title: own("title"),
    // @end
    // @if !repeated
    code: text("code"),
    title: text("title"),
    // @end
    detail: text("detail") ?? "",
    params: part("params"),
    values: Object.fromEntries(
      values.map(([name, { value }]) => [name.slice("values.".length), value]),
    ),
  };
}

/** The JSON Pointer of the steps from an object or a list to a value in it. */
function pointerOf(steps: readonly unknown[]): string {
  const tokens = steps.filter((step) => typeof step === "string" || typeof step === "number");
  return tokens
    .map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
