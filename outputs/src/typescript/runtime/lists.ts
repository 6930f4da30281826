/**
 * Finds the element for each element of a template. A template with constants gets the element that matches the most
 * of them. The elements that are left are violations.
 */
function align(
  list: readonly Template[],
  value: readonly unknown[],
): {
  readonly elements: readonly ({ readonly element: unknown } | undefined)[];
  readonly rest: readonly unknown[];
} {
  const rest = [...value];
  const elements = list.map((template) => {
    // @if repeated
    if (isSpread(template)) {
      return undefined;
    }
    // @end
    let index = 0;
    if (hasConstant(template)) {
      const scores = rest.map((element) => agreementOf(template, element).matched);
      const most = scores.reduce((one, other) => Math.max(one, other), 0);
      if (most === 0) {
        return undefined;
      }
      index = scores.indexOf(most);
    }
    return rest.length === 0 ? undefined : { element: rest.splice(index, 1)[0] };
  });
  return { elements, rest };
}

/** Whether the template has a constant outside of texts. */
function hasConstant(template: Template): boolean {
  if (typeof template !== "object" || template === null) {
    return true;
  }
  if ("list" in template) {
    return template.list.some(hasConstant);
  }
  return "object" in template && Object.values(template.object).some(hasConstant);
}
