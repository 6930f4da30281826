// A `switch` over the codes of known errors narrows the fields, and unknown errors do not prevent this.
import {
  type ApiError,
  type ErrorCode,
  errorInfo,
  isErrorCode,
  type KnownError,
  type Violation,
} from "./admin.js";

export function describe(error: ApiError): readonly Violation[] | string {
  if (!error.known) {
    const code: string | undefined = error.code;
    return isErrorCode(code) ? errorInfo[code].title : (code ?? String(error.status));
  }
  switch (error.code) {
    case "validation_error":
      return error.fields.violations;
    case "not_found":
      return error.fields.resource ?? error.code;
    default:
      return otherThan(error);
  }
}

function otherThan(
  error: Exclude<KnownError, { code: "validation_error" | "not_found" }>,
): ErrorCode {
  return error.code;
}

export function isRenamed(error: KnownError): boolean {
  // @ts-expect-error: no error has this code.
  return error.code === "no_such_code";
}

export function violations(error: ApiError): unknown {
  // @ts-expect-error: an unknown error has no fields.
  return error.fields;
}
