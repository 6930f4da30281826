/** A slot of a template, and the format in which a time or a duration is written. */
interface Slot {
  readonly slot: string;
  readonly format?: string;
}

/** A text with slots in it. */
interface Text {
  readonly text: readonly (string | Slot)[];
}

/** A list with a value for each violation. If there is `once`, the values are elements of the list around them. */
interface Each {
  readonly violations: string;
  readonly each: Template;
  /** The element that takes the place of the violations if there is none. */
  readonly once?: Template;
}

/** A JSON value with open slots. A string, a number, a boolean and `null` are constants. */
type Template =
  | string
  | number
  | boolean
  | null
  | Slot
  // @if texts
  | Text
  // @end
  // @if each
  | Each
  // @end
  // @if lists
  | { readonly list: readonly Template[] }
  // @end
  | { readonly object: Readonly<Record<string, Template>> };

/** What the responses of an error with one status look like. */
interface ResponseTemplate {
  /** The status of the response. */
  readonly status: number;
  // @if statuses
  /** The title, if it is not that of the first status. */
  readonly title?: string;
  /** The retry policy, if it is not that of the first status. */
  readonly retry?: RetryPolicy;
  // @end
  readonly body: Template;
  /** The parts of the body that every response has, if they differ from `body`. */
  readonly required?: Template;
  /** Whether a response without a code can be this error. */
  readonly isCandidate?: boolean;
  // @if headers
  readonly headers?: Readonly<Record<string, Text>>;
  // @end
}

/** An error of the catalog. */
interface Definition {
  readonly code: string;
  /** What responses look like, if they show more than the code. */
  readonly responses?: readonly ResponseTemplate[];
  /** Returns the error with its fields, and throws if a required field is missing. */
  readonly read: (received: Received, field: (name: string) => Found | undefined) => KnownError;
}
