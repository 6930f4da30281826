/** A problem with one part of the request. */
export interface Violation {
  /** The JSON Pointer of the part of the request, such as `/address/street`. */
  readonly pointer: string;
  /** The part of the request as a path with dots, such as `address.street`. */
  readonly field: string;
  /** A description of the problem, for developers. */
  readonly message: string;
  /** A short summary of the kind of problem. */
  readonly title: string | undefined;
  /** The kind of problem, for programs. */
  readonly code: string | undefined;
  /** What `pointer` points into: `body`, `query` or another part of the request. */
  readonly location: string;
  /** The values of the rule that the request breaks. */
  readonly params: Readonly<Record<string, unknown>>;
}
