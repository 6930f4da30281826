"""Uses the module of kind `python` of the example `admin`, as an application would."""

import unittest
from collections.abc import Iterator, Mapping
from email.message import Message

from admin.errors import (
    ERROR_INFO,
    ApiError,
    ConflictApiError,
    Error,
    ErrorCode,
    InternalError,
    JobFailed,
    NotFound,
    RateLimitExceeded,
    SystemApiError,
    Timeout,
    UnknownError,
    ValidationError,
    Violation,
    is_error_code,
    parse_error,
    retry_delay,
    to_exception,
)


class HostileHeaders(Mapping[str, str]):
    """Headers whose methods raise."""

    def __getitem__(self, key: str) -> str:
        raise ValueError(key)

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError

    def __len__(self) -> int:
        raise OSError


def describe(error: Error) -> str:
    """Matches errors by their classes and fields."""
    match error:
        case UnknownError(code):
            return f"unknown {code}"
        case NotFound(resource):
            return f"no {resource}"
        case ValidationError(violations):
            return ", ".join(violation.message for violation in violations)
        case RateLimitExceeded(retry_after=wait):
            return f"wait {wait} s"
        case InternalError() | Timeout():
            return "try later"
        case known:
            return str(known.code)


class ErrorsTest(unittest.TestCase):
    def test_a_known_code_has_its_class_and_fields(self) -> None:
        body = b'{"error":"validation_error","error_description":"x","details":{"a.b":"c"}}'
        error = parse_error(422, {"X-Request-ID": "r"}, body)
        assert isinstance(error, ValidationError)
        assert error.violations == (Violation("/a/b", "a.b", "c"),)
        assert (error.received.request_id, error.received.message, error.received.status) == ("r", "x", 422)
        assert describe(error) == "c"
        assert error.code is ErrorCode.VALIDATION_ERROR
        assert f"{error.code}" == str(error.code) == "validation_error"
        assert error == parse_error(422, [("x-request-id", "r")], bytearray(body))

    def test_headers_may_be_of_any_library(self) -> None:
        message = Message()
        message["X-Request-ID"] = "r"
        message["X-Request-ID"] = "other"
        for headers in ({"X-REQUEST-ID": "r"}, [("x-request-id", "r")], message, iter([("X-Request-Id", "r")])):
            assert parse_error(404, headers, "").received.request_id == "r"

    def test_another_wording_loses_a_field_but_not_the_error(self) -> None:
        body = {"error": "not_found", "error_description": "The specified user was not found"}
        assert describe(parse_error(404, {}, body)) == "no user"
        body["error_description"] = "Nothing here"
        assert describe(parse_error(404, {}, body)) == "no None"

    def test_a_code_of_tomorrow_keeps_its_text_status_and_wait(self) -> None:
        error = parse_error(503, {"Retry-After": "7"}, {"error": "tomorrow", "error_description": "New"})
        assert isinstance(error, UnknownError)
        assert (error.code, error.received.message, retry_delay(error)) == ("tomorrow", "New", 7.0)
        assert not is_error_code(error.code)
        damaged = parse_error(422, {}, {"error": "validation_error"})
        assert isinstance(damaged, UnknownError)
        assert is_error_code(damaged.code)

    def test_no_input_raises(self) -> None:
        cyclic: list[object] = []
        cyclic.append(cyclic)
        texts = ["", "{", "[" * 100_000, '{"a":' * 100_000, "1" * 5000, '{"error":NaN}', '"\\ud800"', "\ufeff{}"]
        bodies: list[object] = [*texts, *(text.encode() for text in texts), b"\xff", None, cyclic, {1: 2}, object()]
        bodies += [{"error": value} for value in ([], {"a": 1}, cyclic, 1e400, True, None)]
        for body in bodies:
            for headers in ({}, HostileHeaders(), {"Retry-After": "-1"}, {"Retry-After": "Fri, 99 Foo 1999 GMT"}):
                error = parse_error(500, headers, body)
                assert isinstance(error, UnknownError)
                assert isinstance(str(to_exception(error)), str)

    def test_waits_are_those_of_the_catalog(self) -> None:
        limit: dict[str, object] = {"error": "rate_limit_exceeded", "error_description": "x"}
        date = "Fri, 31 Dec 1999 23:59:29 GMT"
        for value, expected in (
            ("120", 120.0),
            (" 1.5s ", 1.5),
            ("Fri, 31 Dec 1999 23:59:59 GMT", 30.0),
            ("Friday, 31-Dec-99 23:59:59 GMT", 30.0),
            ("Fri Dec 31 23:59:59 1999", 30.0),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
            ("99999999999999999999", 31_622_400.0),
            ("Fri, 31 Dec 1999 23:59:59 CET", 0.5),
            ("-1", 0.5),
            ("inf", 0.5),
            ("soon", 0.5),
            ("", 0.5),
        ):
            error = parse_error(429, {"retry-after": value, "date": date}, limit)
            assert retry_delay(error, rand=1.0) == expected, value
        assert retry_delay(parse_error(429, {}, {**limit, "retry_after": 9})) == 9.0
        failed = parse_error(500, {}, {"error": "job_failed", "error_description": "x"})
        assert isinstance(failed, JobFailed)
        assert [retry_delay(failed, attempt, rand=1.0) for attempt in (1, 2, 3)] == [1.0, 2.0, None]
        assert retry_delay(failed, rand=float("nan")) == 0.0
        assert all(0.0 <= (retry_delay(failed) or 0.0) <= 1.0 for _ in range(100))
        assert retry_delay(parse_error(404, {}, {"error": "user_not_found"})) is None
        assert retry_delay(parse_error(500, {}, "<html>"), rand=1.0) == 0.5

    def test_each_category_has_an_exception(self) -> None:
        error = parse_error(504, {}, {"error": "timeout", "error_description": "Slow"})
        with self.assertRaises(SystemApiError) as caught:
            raise to_exception(error)
        assert str(caught.exception) == "504 timeout: Slow"
        assert caught.exception.error == error
        assert not isinstance(to_exception(error), ConflictApiError)
        other = to_exception(parse_error(418, {}, ""))
        assert (type(other), str(other)) == (ApiError, "418")
        assert ERROR_INFO[ErrorCode.TIMEOUT].retry.max_attempts == 3


if __name__ == "__main__":
    unittest.main()
