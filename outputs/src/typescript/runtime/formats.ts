function rankOf({ format }: Slot): number {
  if (format === "milliseconds") {
    return 0;
  }
  if (format === undefined || format === "seconds") {
    return 1;
  }
  return format === "epoch-ms" || format.startsWith("rfc3339-ms") ? 2 : 3;
}

/** Converts a time into RFC 3339, and a number of milliseconds into seconds, or into a text with the unit `ms`. */
function withoutFormat(value: unknown, format: string | undefined): unknown {
  const text = textOf(value);
  if (text === undefined || format === undefined) {
    return value;
  }
  const isWhole = /^-?\d+$/u.test(text);
  if (format === "milliseconds" && isWhole) {
    const seconds = Number(text) / 1000;
    // A server writes the largest number of 64 bits for a longer duration.
    return Number(text) >= 2 ** 64 ? "" : Number.isInteger(seconds) ? String(seconds) : `${text}ms`;
  }
  let time = Number.NaN;
  if (format === "epoch" && isWhole) {
    time = Number(text) * 1000;
  } else if (format === "epoch-ms" && isWhole) {
    time = Number(text);
  } else if (format === "http-date") {
    time = dateOf(text) ?? Number.NaN;
  }
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString().replace(/\.?0+Z$/u, "Z") : text;
}
