/** A value of a slot. */
interface Found {
  // @if formats
  /** How much of the value the format drops. */
  readonly rank: number;
  // @end
  // @if texts
  /** Whether the value is a part of a text, whose wording may change. */
  readonly isPart: boolean;
  // @end
  readonly value: unknown;
}

/** What a template finds in a value. */
interface Values {
  /** The values of slots. */
  readonly slots: Map<string, Found>;
  // @if texts
  /** The texts with slots in them. */
  readonly texts: [Text, string][];
  // @end
  // @if repeated
  /** Whether elements of a list are violations. */
  isRepeated: boolean;
  /** Whether such elements show violations, and not the error itself. */
  showsViolations: boolean;
  // @end
}

/** Finds the values of slots. */
function findValues(template: Template, value: unknown): Values {
  const values: Values = {
    slots: new Map(),
    // @if texts
    texts: [],
    // @end
    // @if repeated
    isRepeated: false,
    showsViolations: false,
    // @end
  };
  readValues(template, value, values);
  // @if texts
  // Texts with the fewest slots are read first. Their values then show where each slot ends in the other texts.
  for (const [text, found] of values.texts.sort(
    ([one], [other]) => slotsOf(one).length - slotsOf(other).length,
  )) {
    if (!slotsOf(text).every((slot) => isKnown(slot, true, values.slots))) {
      readText(text, found, values.slots);
    }
  }
  // @end
  return values;
}

function readValues(template: Template, value: unknown, values: Values): void {
  if (typeof template !== "object" || template === null) {
    return;
  }
  if ("slot" in template) {
    add(template, value, values.slots);
    // @if texts
  } else if ("text" in template) {
    if (typeof value === "string") {
      values.texts.push([template, value]);
    }
    // @end
    // @if each
  } else if ("each" in template) {
    if (isList(value)) {
      readEach(template, value, values);
    }
    // @end
    // @if lists
  } else if ("list" in template) {
    if (isList(value)) {
      readElements(template.list, value, values);
    }
    // @end
  } else {
    for (const [key, member] of Object.entries(template.object)) {
      if (isObject(value) && Object.hasOwn(value, key)) {
        readValues(member, value[key], values);
      }
    }
  }
}

function readElements(list: readonly Template[], value: readonly unknown[], values: Values): void {
  const aligned = align(list, value);
  for (const [index, element] of list.entries()) {
    const found = aligned.elements[index];
    // @if repeated
    if (isSpread(element)) {
      values.isRepeated = true;
      readEach(element, aligned.rest, values);
    }
    // @end
    if (found !== undefined) {
      readValues(element, found.element, values);
    }
  }
}

// @if texts
/** Adds a value, unless the slot already has a better one: a whole value, or a format that drops no more. */
function add(slot: Slot, value: unknown, slots: Map<string, Found>, isPart = false): void {
  if (!isKnown(slot, isPart, slots)) {
    // @if formats
    const rank = rankOf(slot);
    slots.set(slot.slot, { rank, isPart, value: withoutFormat(value, slot.format) });
    // @end
    // @if !formats
    slots.set(slot.slot, { isPart, value });
    // @end
  }
}

/** Whether a slot has a value that is not worse. */
function isKnown(slot: Slot, isPart: boolean, slots: Map<string, Found>): boolean {
  const known = slots.get(slot.slot);
  if (known === undefined) {
    return false;
  }
  // @if formats
  return known.isPart === isPart ? known.rank <= rankOf(slot) : isPart;
  // @end
  // @if !formats
  return isPart || !known.isPart;
  // @end
}
// @end
// @if !texts
/** Adds a value, unless the slot already has a value in a format that drops no more. */
function add(slot: Slot, value: unknown, slots: Map<string, Found>): void {
  // @if formats
  if ((slots.get(slot.slot)?.rank ?? Infinity) > rankOf(slot)) {
    slots.set(slot.slot, { rank: rankOf(slot), value: withoutFormat(value, slot.format) });
  }
  // @end
  // @if !formats
  if (!slots.has(slot.slot)) {
    slots.set(slot.slot, { value });
  }
  // @end
}
// @end

function textAt(values: Values, slot: string): string | undefined {
  return textOf(values.slots.get(slot)?.value);
}
