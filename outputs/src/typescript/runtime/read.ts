/** A response. The body is parsed JSON. */
interface Input {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly body: unknown;
}

function read(input: Input): ApiError {
  const common = findValues(outline, input.body);
  const code = textAt(common, "code");
  let key: string | undefined;
  if (code !== undefined) {
    key = keyOf(code);
  }
  // @if numbers
  key ??= own(numbers, textAt(common, "number") ?? "");
  // @end
  // @if candidates
  if (key === undefined && code === undefined) {
    key = keyOfBody(input);
  }
  // @end
  // @if repeated candidates
  if (common.isRepeated) {
    key = keyOfElements(key, input);
  }
  // @end
  // @if families
  const owner = own(definitions, key ?? "");
  key = key === undefined ? undefined : memberOfFamily(key, input);
  const definition = own(definitions, key ?? "");
  const info = own(sharedInfo, key ?? "") ?? infoOf(owner);
  // @end
  // @if !families
  const definition = own(definitions, key ?? "");
  const info = infoOf(definition);
  // @end
  const response = responseOf(definition, input);
  const values = findValues(response?.body ?? { object: {} }, input.body);
  // @if headers
  for (const [name, template] of Object.entries(response?.headers ?? {})) {
    const value = header(input.headers, name);
    if (value !== undefined) {
      readText(template, value, values.slots);
    }
  }
  // @end
  // @if repeated
  if (values.showsViolations) {
    // These texts are about the first violation.
    common.slots.delete("title");
    common.slots.delete("message");
  }
  // @end
  const received: Received = {
    status: input.status,
    // @if statuses
    title: textAt(common, "title") ?? response?.title ?? info?.title,
    // @end
    // @if !statuses
    title: textAt(common, "title") ?? info?.title,
    // @end
    message: textAt(common, "message"),
    userMessage: textAt(common, "user_message") ?? info?.userMessage,
    requestId:
      textAt(common, "request_id") ??
      textAt(values, "request_id") ??
      header(input.headers, "x-request-id"),
    retryAfter: waitOf(input.headers, [
      textAt(common, "retry_after"),
      textAt(values, "retry_after"),
      textAt(values, "fields.retry_after"),
    ]),
    // @if statuses
    retry: response?.retry ?? info?.retry ?? policyOf(input.status),
    // @end
    // @if !statuses
    retry: info?.retry ?? policyOf(input.status),
    // @end
    body: input.body,
  };
  if (definition !== undefined) {
    try {
      return definition.read(received, (name) => values.slots.get(`fields.${name}`));
    } catch {
      // A required field is missing.
    }
  }
  // @if families
  return { ...received, known: false, code: owner?.code ?? code };
  // @end
  // @if !families
  return { ...received, known: false, code: definition?.code ?? code };
  // @end
}

/** Returns the name of the error that has a code. */
function keyOf(code: string): string | undefined {
  // @if aliases
  return own(keysOfCodes, code) ?? (Object.hasOwn(errorInfo, code) ? code : undefined);
  // @end
  // @if !aliases
  return Object.hasOwn(errorInfo, code) ? code : undefined;
  // @end
}

function infoOf(definition: Definition | undefined): ErrorInfo | undefined {
  return definition === undefined ? undefined : own<ErrorInfo>(errorInfo, definition.code);
}

// @if shared
/** Returns the response with the status. Of several, this is the one with the most constants that are in the body. */
function responseOf(
  definition: Definition | undefined,
  { status, body }: Input,
): ResponseTemplate | undefined {
  const responses = definition?.responses ?? [];
  const ofStatus = responses.filter((response) => response.status === status);
  if (ofStatus.length < 2) {
    return ofStatus[0] ?? responses[0];
  }
  const matched = ofStatus.map((response) => agreementOf(response.body, body).matched);
  const most = matched.reduce((one, other) => Math.max(one, other), 0);
  return ofStatus[matched.indexOf(most)];
}
// @end
// @if !shared
function responseOf(
  definition: Definition | undefined,
  { status }: Input,
): ResponseTemplate | undefined {
  return (
    definition?.responses?.find((response) => response.status === status) ??
    definition?.responses?.[0]
  );
}
// @end
