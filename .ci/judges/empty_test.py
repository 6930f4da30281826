"""Uses the module of kind `python` of a catalog without errors, whose errors are all unknown."""

import sys

from empty.errors import Error, KnownError, UnknownError, parse_error

if sys.version_info >= (3, 11):
    from typing import assert_never
else:
    from typing import NoReturn

    def assert_never(value: NoReturn) -> NoReturn:
        raise AssertionError(value)


def describe(error: Error) -> str:
    """Handles each class of errors."""
    match error:
        case UnknownError(code):
            return f"unknown {code}"
        case _:
            assert_never(error)


def handle(error: KnownError) -> str:
    """Cannot be called, because there are no known errors."""
    assert_never(error)


assert describe(parse_error(404, {}, '{"code":"a"}')) == "unknown a"
