/** Waits are at most a year. */
const LONGEST = 366 * 24 * 60 * 60 * 1000;

/** The wait that the headers ask for, or else the first of the texts from the body. */
function waitOf(headers: HeadersLike, texts: readonly (string | undefined)[]): number | undefined {
  const sent = header(headers, "retry-after")?.trim() ?? "";
  const wait = millisecondsOf(sent) ?? untilDate(sent, header(headers, "date"));
  return (
    wait ?? texts.map((text) => millisecondsOf(text ?? "")).find((found) => found !== undefined)
  );
}

/** Parses a number of seconds, which may end in `s`, or of milliseconds, which ends in `ms`. */
function millisecondsOf(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)(s|ms)?$/u.exec(text);
  return found === null
    ? undefined
    : Math.min(Number(found[1]) * (found[2] === "ms" ? 1 : 1000), LONGEST);
}

/** Returns the milliseconds from the `Date` of the response, or from now, to an HTTP date. */
function untilDate(text: string, date: string | undefined): number | undefined {
  const until = dateOf(text);
  const from = (date === undefined ? undefined : dateOf(date.trim())) ?? Date.now();
  return until === undefined ? undefined : Math.min(Math.max(until - from, 0), LONGEST);
}

/** The three formats of HTTP dates. */
const DATE =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d [\d:]{8} \d{4})$/u;

/** Parses an HTTP date. */
function dateOf(text: string): number | undefined {
  const time = DATE.test(text)
    ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`)
    : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
