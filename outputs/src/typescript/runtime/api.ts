/** Whether a value is a code of the catalog. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorInfo, code);
}

/**
 * Reads an error response. This function never throws: a response that the catalog does not describe is an
 * {@link UnknownError}.
 *
 * @param status - The HTTP status.
 * @param headers - The headers; upper and lower case are the same.
 * @param body - The body, as text or as parsed JSON.
 */
export function parseError(status: number, headers: HeadersLike, body: unknown): ApiError {
  try {
    return read({ status, headers, body: typeof body === "string" ? parseJson(body) : body });
  } catch {
    // `headers` is not what its type says, or a getter of `headers` or `body` has thrown.
    return {
      status,
      title: undefined,
      message: undefined,
      userMessage: undefined,
      requestId: undefined,
      retryAfter: undefined,
      retry: policyOf(status),
      body,
      known: false,
      code: undefined,
    };
  }
}

/** Reads the error response of `fetch`. The promise is rejected only if the body cannot be received. */
export async function readError(response: {
  readonly status: number;
  readonly headers: HeadersLike;
  text(): Promise<string>;
}): Promise<ApiError> {
  return parseError(response.status, response.headers, await response.text());
}

/**
 * Returns the number of milliseconds to wait before the next attempt, or `undefined` if there should be none.
 *
 * @param error - The error of the last attempt.
 * @param attempt - The number of attempts so far: 1 after the first request.
 * @param random - A random number from 0 to 1, which spreads the waits of many clients.
 */
export function retryDelay(
  error: Received,
  attempt = 1,
  random: number = Math.random(),
): number | undefined {
  const { strategy, base = 500, cap, maxAttempts = 4 } = error.retry;
  if (strategy === "no" || attempt >= maxAttempts) {
    return undefined;
  }
  const after =
    error.retryAfter === undefined ? undefined : Math.min(error.retryAfter, cap ?? Infinity);
  if (strategy === "after" && after !== undefined) {
    return after;
  }
  // A longer exponent would make the product infinite, or not a number if there is no base.
  const growth = 2 ** Math.min(Math.max(attempt - 1, 0) || 0, 64);
  const most = Math.min(base * growth, cap ?? 30_000, LONGEST);
  return Math.max(most * Math.min(Math.max(random, 0) || 0, 1), after ?? 0);
}

/** The advice for errors that the catalog does not contain. */
function policyOf(status: number): RetryPolicy {
  if (status === 429 || status === 503) {
    return { strategy: "after" };
  }
  return { strategy: status === 408 || (status >= 500 && status <= 599) ? "backoff" : "no" };
}
