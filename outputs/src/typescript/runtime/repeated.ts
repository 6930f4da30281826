function isSpread(template: Template): template is Each {
  return typeof template === "object" && template !== null && "once" in template;
}

/** Compares the elements of a list that are violations, or the element in their place. */
function addRepeated(template: Each, elements: readonly unknown[], agreement: Agreement): void {
  // Without its optional parts, an element for a violation may look like an element for the error.
  const once = single(template, elements);
  if (once !== undefined && (!agreement.isStrict || isIn(once, elements[0]))) {
    addAgreement(once, elements[0], agreement);
    return;
  }
  if (elements.length === 0) {
    agreement.missed += 1;
    return;
  }
  addAgreement(template.each, elements[0], agreement);
  let [hasText, isShown] = [false, false];
  for (const part of ["code", "title"]) {
    const shown = textOfError(template, part);
    if (shown !== undefined) {
      const [key, text] = shown;
      hasText = true;
      if (elements.some((element) => memberOf(element, key) === text)) {
        isShown = true;
        agreement.matched += bytesOf(text) + 1;
      }
    }
  }
  agreement.isForeign ||=
    hasText && !isShown && elements.length === 1 && !hasOwnMember(template, elements[0]);
}

/** The template of the only element, if the element takes the place of violations. */
function single(template: Each, elements: readonly unknown[]): Template | undefined {
  const { once } = template;
  if (once === undefined || elements.length !== 1 || !fits(once, elements[0])) {
    return undefined;
  }
  const key = keyOfPart(template, "detail");
  const hasMessage = key === undefined || memberOf(elements[0], key) !== undefined;
  return hasMessage && !hasOwnMember(template, elements[0]) ? once : undefined;
}

/** Whether no value differs from a constant of the template. Members may be missing. */
function fits(template: Template, value: unknown): boolean {
  if (typeof template === "object" && template !== null) {
    if ("object" in template) {
      const isFitting = ([key, member]: [string, Template]): boolean =>
        memberOf(value, key) === undefined || fits(member, memberOf(value, key));
      return isObject(value) && Object.entries(template.object).every(isFitting);
    }
    if (!("text" in template)) {
      return true;
    }
  }
  return isIn(template, value);
}

/** The key and the text of the member that shows a text of the error if a violation has none. */
function textOfError(template: Each, part: string): [string, string] | undefined {
  const key = keyOfPart(template, part);
  const text = key === undefined ? undefined : membersOf(template.once)[key];
  return key !== undefined && typeof text === "string" ? [key, text] : undefined;
}

/** The key of the member that is a part of a violation. */
function keyOfPart(template: Each, part: string): string | undefined {
  const isPart = (value: Template): boolean =>
    typeof value === "object" &&
    value !== null &&
    "slot" in value &&
    value.slot === `parts.${part}`;
  return Object.entries(membersOf(template.each)).find(([, value]) => isPart(value))?.[0];
}

/** Whether an element has a member that only a violation has. */
function hasOwnMember(template: Each, element: unknown): boolean {
  const once = membersOf(template.once);
  const isOwn = (key: string): boolean =>
    memberOf(element, key) !== undefined && !Object.hasOwn(once, key);
  return template.once !== undefined && Object.keys(membersOf(template.each)).some(isOwn);
}

function membersOf(template: Template | undefined): Readonly<Record<string, Template>> {
  return typeof template === "object" && template !== null && "object" in template
    ? template.object
    : {};
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
