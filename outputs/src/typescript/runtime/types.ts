/** Whether and when to send a request again. */
export interface RetryPolicy {
  /** `after`: after the wait that the response asks for. `backoff`: after a wait that grows with each attempt. */
  readonly strategy: "no" | "after" | "backoff";
  /** The longest wait after the first attempt, in milliseconds. */
  readonly base?: number;
  /** The longest wait between two attempts, in milliseconds. */
  readonly cap?: number;
  /** The number of attempts, including the first attempt. */
  readonly maxAttempts?: number;
}

/** What the catalog says about an error. */
export interface ErrorInfo {
  /** The HTTP status. */
  readonly status: number;
  /** A short summary of the kind of error. */
  readonly title: string;
  // @if categories
  readonly category?: ErrorCategory;
  // @end
  /** A text for end users. */
  readonly userMessage?: string;
  /** The URL of the documentation. */
  readonly docsUrl?: string;
  /** Whether and when to send the request again. */
  readonly retry: RetryPolicy;
}

/** What a response says, whichever error it is. */
export interface Received {
  /** The HTTP status. */
  readonly status: number;
  /** A short summary of the kind of error: as it was sent, or from the catalog. */
  readonly title: string | undefined;
  /** A description of the problem, for developers, as it was sent. */
  readonly message: string | undefined;
  /** A text for end users: as it was sent, or from the catalog. */
  readonly userMessage: string | undefined;
  /** The id of the request in the logs of the server. */
  readonly requestId: string | undefined;
  /** The wait that the response asks for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** Whether and when to send the request again, from the catalog. For an unknown code, this depends on the status. */
  readonly retry: RetryPolicy;
  /** The body: the parsed JSON, or the text of a body that is not JSON. */
  readonly body: unknown;
}

/** An error that this module does not know. Its server may be newer than this module, or a proxy may have sent it. */
export interface UnknownError extends Received {
  readonly known: false;
  /** The code, if there is one. {@link isErrorCode} accepts the code if the error only lacks a required field. */
  readonly code: string | undefined;
}

/**
 * An error response. Check `known` before `code`, because only the codes of the catalog are literals:
 *
 * ```ts
 * if (error.known) {
 *   switch (error.code) {
 *     // The compiler knows the codes, and the fields of each code.
 *   }
 * }
 * ```
 */
export type ApiError = KnownError | UnknownError;

/** Headers: a `Headers` object, a `Map`, entries, or an object such as the `headers` of Node.js and axios. */
export type HeadersLike =
  | Iterable<readonly [string, string]>
  | { forEach(callback: (value: string, name: string) => void): void }
  | Readonly<Record<string, unknown>>;

/** The fields of an error without fields. */
export type NoFields = Readonly<Record<string, never>>;
