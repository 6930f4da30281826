// The code of an error narrows a closed union of openapi-typescript to the schema of the error.
import type { components } from "./admin-closed.js";

type Schemas = components["schemas"];

export function narrow(error: Schemas["Error404"]): Schemas["UserNotFoundError"] | undefined {
  return error.error === "user_not_found" ? error : undefined;
}

export function refuse(error: Schemas["Error404"]): boolean {
  // @ts-expect-error: no error with the status 404 has this code.
  return error.error === "no_such_code";
}
