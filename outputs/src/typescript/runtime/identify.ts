/** An error with one of its statuses, by the name of the error in the catalog. */
type Candidate = readonly [string, ResponseTemplate];

/** The errors without a code that are sent with a status. */
function candidates(status: number): Candidate[] {
  return Object.keys(definitions)
    .flatMap(candidatesOf)
    .filter(([, response]) => response.isCandidate === true && response.status === status);
}

function candidatesOf(key: string): Candidate[] {
  return (own(definitions, key)?.responses ?? []).map((response) => [key, response]);
}

/** Returns the error without a code that the body fits best. */
function keyOfBody({ status, body }: Input): string | undefined {
  return isIn(skeleton, body) ? best(candidates(status), body) : undefined;
}

/** Returns the error that the body fits if the body does not fit `key`, which may be the code of a violation. */
function keyOfElements(key: string | undefined, input: Input): string | undefined {
  const isKey = ([candidate, response]: Candidate): boolean =>
    candidate === key && isIn(requiredOf(response), input.body);
  return candidates(input.status).some(isKey) ? key : (keyOfBody(input) ?? key);
}

/** Returns the error of those that have the same code; `undefined` if the response does not show which error it is. */
function memberOfFamily(key: string, { status, body }: Input): string | undefined {
  const family = own(families, key)?.flatMap(candidatesOf);
  if (family === undefined) {
    return key;
  }
  const ofStatus = family.filter(([, response]) => response.status === status);
  if (ofStatus.length === 1) {
    return ofStatus[0]?.[0];
  }
  // A proxy may have changed the status.
  return best(ofStatus.length > 0 ? ofStatus : family, body);
}

/**
 * Returns the error whose constants are all in the body. Of several such errors, this is the one with the most
 * constants, and none if two errors are tied.
 */
function best(compared: readonly Candidate[], body: unknown): string | undefined {
  let found: string | undefined;
  let [matched, members] = [0, 0];
  for (const [key, response] of compared) {
    if (!isIn(requiredOf(response), body)) {
      continue;
    }
    const own = agreementOf(response.body, body);
    if (own.matched === 0 || own.isForeign || own.matched < matched) {
      continue;
    }
    if (own.matched === matched && own.members <= members) {
      found = own.members === members && found !== key ? undefined : found;
      continue;
    }
    found = key;
    [matched, members] = [own.matched, own.members];
  }
  return found;
}

function requiredOf(response: ResponseTemplate): Template {
  return response.required ?? response.body;
}
