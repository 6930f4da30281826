/** How well a value matches a template. */
interface Agreement {
  /** One point for each constant, plus the length of its text. */
  matched: number;
  /** The number of members that are present. */
  members: number;
  /** The number of members, elements and constants that are absent or different. */
  missed: number;
  /** Whether the only element of a list of violations seems to be another error. */
  isForeign: boolean;
  /** Whether only `missed` matters. */
  readonly isStrict: boolean;
}

function agreementOf(template: Template, value: unknown, isStrict = false): Agreement {
  const agreement = { matched: 0, members: 0, missed: 0, isForeign: false, isStrict };
  addAgreement(template, value, agreement);
  return agreement;
}

/** Whether everything in the template is also in the value. */
function isIn(template: Template, value: unknown): boolean {
  return agreementOf(template, value, true).missed === 0;
}

function addAgreement(template: Template, value: unknown, agreement: Agreement): void {
  if (typeof template !== "object" || template === null) {
    if (template !== value) {
      agreement.missed += 1;
    } else {
      agreement.matched += typeof template === "string" ? bytesOf(template) + 1 : 1;
    }
    // @if each
  } else if ("each" in template) {
    if (isList(value)) {
      const isMatch =
        value.length > 0 &&
        value.every((element) => agreementOf(template.each, element).members > 0);
      agreement.matched += isMatch ? 1 : 0;
    } else if (value !== null) {
      agreement.missed += 1;
    }
    // @end
    // @if texts
  } else if ("text" in template) {
    if (typeof value === "string" && splitText(template.text, value) !== undefined) {
      agreement.matched += template.text.reduce(
        (sum, it) => sum + (typeof it === "string" ? bytesOf(it) : 0),
        0,
      );
    } else {
      agreement.missed += 1;
    }
    // @end
    // @if lists
  } else if ("list" in template) {
    if (!isList(value)) {
      agreement.missed += 1;
      return;
    }
    const aligned = align(template.list, value);
    for (const [index, element] of template.list.entries()) {
      const found = aligned.elements[index];
      // @if repeated
      if (isSpread(element)) {
        addRepeated(element, aligned.rest, agreement);
        continue;
      }
      // @end
      if (found === undefined) {
        agreement.missed += 1;
      } else {
        addAgreement(element, found.element, agreement);
      }
    }
    // @end
  } else if ("object" in template) {
    if (!isObject(value)) {
      agreement.missed += 1;
      return;
    }
    for (const [key, member] of Object.entries(template.object)) {
      if (Object.hasOwn(value, key)) {
        agreement.members += 1;
        addAgreement(member, value[key], agreement);
      } else {
        agreement.missed += 1;
      }
    }
  }
}

/** The number of bytes in UTF-8. */
function bytesOf(text: string): number {
  let count = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return count;
}
