function slotsOf({ text }: Text): Slot[] {
  return text.filter((piece): piece is Slot => typeof piece !== "string");
}

/** Reads the slots of a text. */
function readText(template: Text, text: string, slots: Map<string, Found>): void {
  const filled: (string | Slot)[] = [];
  for (const piece of template.text) {
    const isOpen =
      typeof piece === "string" || piece.format !== undefined || !slots.has(piece.slot);
    const next = isOpen ? piece : written(slots.get(piece.slot)?.value);
    const last = filled.at(-1);
    if (typeof next === "string" && typeof last === "string") {
      filled[filled.length - 1] = last + next;
    } else {
      filled.push(next);
    }
  }
  for (const [slot, part] of splitText(filled, text) ?? splitText(template.text, text) ?? []) {
    add(slot, part, slots, true);
  }
}

/** A value as it is written in a text. */
function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * Finds the parts of a text that fill slots; `undefined` if a constant is not in its place, or if a slot has two
 * different values. Each part is as short as possible.
 */
function splitText(pieces: readonly (string | Slot)[], text: string): [Slot, string][] | undefined {
  const parts: [Slot, string][] = [];
  let at = 0;
  let open: Slot | undefined;
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece !== "string") {
      if (open !== undefined) {
        parts.push([open, ""]);
      }
      open = piece;
    } else if (open === undefined) {
      if (!text.startsWith(piece, at)) {
        return undefined;
      }
      at += piece.length;
    } else {
      const last = text.endsWith(piece) ? text.length - piece.length : -1;
      const end = index === pieces.length - 1 ? last : text.indexOf(piece, at);
      if (end < at) {
        return undefined;
      }
      parts.push([open, text.slice(at, end)]);
      at = end + piece.length;
      open = undefined;
    }
  }
  if (open !== undefined) {
    parts.push([open, text.slice(at)]);
  } else if (at !== text.length) {
    return undefined;
  }
  const values = new Map<string, string>();
  for (const [{ slot, format }, part] of parts) {
    const name = `${slot}:${format ?? ""}`;
    if ((values.get(name) ?? part) !== part) {
      return undefined;
    }
    values.set(name, part);
  }
  return parts;
}
