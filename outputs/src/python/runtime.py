# @insert start
import json
# @if number
import math
# @end
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
# @if formats
from datetime import datetime, timedelta, timezone
# @else
from datetime import datetime, timezone
# @end
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import (
    ClassVar,
    Final,
    Literal,
    NamedTuple,
    # @if empty
    NoReturn,
    # @end
    Protocol,
    TypeAlias,
    # @if union
    Union,
    # @end
    cast,
    runtime_checkable,
)
# @if violations
from urllib.parse import unquote
# @end

# @insert all

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"


# @insert codes


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Whether and when to send a request again."""

    strategy: Literal["no", "after", "backoff"]
    """`after`: after the wait that the response asks for; `backoff`: after a wait that
    grows with each attempt."""
    base: float = 0.5
    """The longest wait after the first attempt, in seconds."""
    cap: float | None = None
    """The longest wait between two attempts, in seconds."""
    max_attempts: int = 4
    """The number of attempts, including the first attempt."""


_NO_RETRY: Final = RetryPolicy("no")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorInfo:
    """What the catalog says about an error."""

    status: int
    """The HTTP status."""
    title: str
    """A short summary of the kind of error."""
    category: str | None = None
    """The key of the category."""
    user_message: str | None = None
    """A text for end users."""
    docs_url: str | None = None
    """The URL of the documentation."""
    retry: RetryPolicy = _NO_RETRY
    """Whether and when to send the request again."""


# @if violations
@dataclass(frozen=True, slots=True)
class Violation:
    """A problem with one part of the request."""

    pointer: str
    """The JSON Pointer of the part of the request, such as `/address/street`."""
    field: str
    """The part of the request, with dots between the names of members."""
    message: str
    """A description of the problem, for developers."""
    code: str | None = None
    """The kind of problem, for programs."""
    title: str | None = None
    """A short summary of the kind of problem."""
    location: str | None = None
    """The place of the part, such as `body` or `query`."""
    params: Mapping[str, Json] | None = None
    """The values of the rule that the request breaks."""


# @end
@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The parts of a response that do not depend on the error."""

    status: int
    """The HTTP status."""
    title: str | None = None
    """A short summary of the kind of error, as it was sent."""
    message: str | None = None
    """A description of the problem, for developers, as it was sent."""
    user_message: str | None = None
    """A text for end users, as it was sent."""
    request_id: str | None = None
    """The id of the request in the logs of the server."""
    retry: RetryPolicy
    """Whether and when to send the request again."""
    retry_after: float | None = None
    """The wait that the response asks for, in seconds."""
    body: object = None
    """The body: the parsed JSON, or the body itself if it is not JSON."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An error of the catalog."""

    code: ClassVar[ErrorCode]
    info: ClassVar[ErrorInfo]
    received: Received = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class UnknownError:
    """The error of a server that is newer than this module, or of a proxy."""

    code: str | None
    """The code as it was sent. It is in the catalog if only a field is missing."""
    received: Received = field(kw_only=True)


# @insert classes
class ApiError(Exception):
    """An error response, as an exception."""

    def __init__(self, error: Error) -> None:
        """Make an exception of an error."""
        received = error.received
        text = f"{received.status} {error.code or ''}".rstrip()
        message = received.message or received.title
        super().__init__(f"{text}: {message}" if message else text)
        self.error = error

    def __reduce__(self) -> tuple[type["ApiError"], tuple["Error"]]:
        """Make copies and pickles from the error instead of the message."""
        return type(self), (self.error,)


# @insert categories
@runtime_checkable
class _HasItems(Protocol):
    def items(self) -> Iterable[tuple[str, str]]: ...


Headers: TypeAlias = _HasItems | Iterable[tuple[str, str]]
"""A dict, pairs, or the headers of requests, httpx, aiohttp and `http.client`."""

# @insert info


def is_error_code(code: object) -> bool:
    """Whether a value is a code of the catalog."""
    return isinstance(code, str) and code in ERROR_INFO


def parse_error(status: int, headers: Headers, body: object) -> Error:
    """Read an error response.

    The body is text, bytes or parsed JSON. This function never raises: a response that
    the catalog does not describe is an `UnknownError`.
    """
    try:
        return _read(status, _lower(headers), _parse(body))
    except Exception:  # noqa: BLE001 - a method of `headers` or `body` may raise anything
        received = Received(status=status, retry=_policy(status), body=body)
        return UnknownError(None, received=received)


def retry_delay(
    error: Error, attempt: int = 1, *, rand: float | None = None
) -> float | None:
    """Return the seconds to wait before the next attempt; None if there is none.

    The first request is attempt 1. `rand` is a random number from 0 to 1, which spreads
    the waits of many clients.
    """
    policy, after = error.received.retry, error.received.retry_after
    if policy.strategy == "no" or attempt >= policy.max_attempts:
        return None
    if after is not None and policy.cap is not None:
        after = min(after, policy.cap)
    if policy.strategy == "after" and after is not None:
        return after
    growth = 2.0 ** min(max(attempt - 1, 0), 64)
    cap = _CAP if policy.cap is None else policy.cap
    most = min(policy.base * growth, cap, _LONGEST)
    part = random.random() if rand is None else rand  # noqa: S311 - not a secret
    return max(most * min(max(0.0, part), 1.0), after or 0.0)


def to_exception(error: Error) -> ApiError:
    # @if categories
    """Return an exception of the class of the error's category, to raise."""
    category = None if isinstance(error, UnknownError) else error.info.category
    return _EXCEPTIONS.get(category, ApiError)(error)
    # @else
    """Return an exception, to raise."""
    return ApiError(error)
    # @end


class _Slot(NamedTuple):
    """A value that differs between the responses of an error."""

    name: str
    # @if formats
    form: str = ""
    """The format of a time or a duration."""
    # @end


# @if texts
class _Text(NamedTuple):
    """A text with slots in it."""

    start: str
    parts: Sequence[tuple[_Slot, str]]
    """The slots, each with the text after it."""


# @end
# @if each
class _Each(NamedTuple):
    """A list with a value for each violation."""

    name: str
    each: "_Template"


# @end
# @if spread
class _Spread(NamedTuple):
    """Elements of a list, one for each violation."""

    name: str
    each: "_Template"
    once: "_Template"
    """The element that takes the place of the violations if there is none."""


# @end
# @insert template
_NOTHING: Final[dict[str, _Template]] = {}


class _Row(NamedTuple):
    """What the responses of an error with one status look like."""

    kind: type[_Known]
    status: int
    """The status of the response."""
    body: _Template = _NOTHING
    # @if compare
    required: _Template = None
    """The parts of the body that every response has, if some are optional."""
    # @end
    # @if codeless
    is_candidate: bool = False
    """Whether a response without a code can be this error."""
    # @end
    # @if headers
    headers: Mapping[str, _Text] = {}
    # @end
    # @if fields
    fields: Mapping[str, Callable[[Json], object]] = {}
    optional: Sequence[str] = ()
    """The fields that may be absent or `null`."""
    texts: Sequence[str] = ()
    """The fields that are only parts of texts, whose wording may change."""
    # @end
    # @if aliases
    aliases: Sequence[str] = ()
    """Earlier codes."""
    # @end
    # @if numbers
    number: int | None = None
    # @end
    # @if retries
    retry: RetryPolicy | None = None
    """The policy, if this status has its own."""
    # @end
    # @if compare

    def is_in(self, body: Json) -> bool:
        """Whether a body has everything that every response has."""
        return _is_in(self.body if self.required is None else self.required, body)
    # @end


# @if formats
_MAX: Final = 2**64 - 1
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_RANKS: Final[Mapping[str, int]] = {
    "milliseconds": 0,
    "": 1,
    "seconds": 1,
    "epoch-ms": 2,
    "rfc3339-ms": 2,
    "rfc3339-ms-offset": 2,
}
# @end
_MOST_DIGITS: Final = 1000
_LONGEST: Final = 366 * 24 * 60 * 60.0
_CAP: Final = 30.0
_AFTER: Final = frozenset({429, 503})
_BACKOFF: Final = frozenset({408, *range(500, 600)})


def _policy(status: int, row: _Row | None = None) -> RetryPolicy:
    if row is not None:
        # @if retries
        return row.retry or row.kind.info.retry
        # @else
        return row.kind.info.retry
        # @end
    if status in _AFTER:
        return RetryPolicy("after")
    return RetryPolicy("backoff") if status in _BACKOFF else _NO_RETRY


def _parse(body: object) -> Json:
    if isinstance(body, (str, bytes, bytearray)):
        text = body if isinstance(body, str) else body.decode("utf-8-sig", "replace")
        try:
            return cast("Json", json.loads(text, parse_int=_parse_int))
        except (ValueError, RecursionError):
            return text
    return cast("Json", body)


def _parse_int(digits: str) -> float:
    """Parse an integer. Python refuses to parse one of more than 4,300 digits."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def _lower(headers: Headers) -> dict[str, str]:
    """Return the headers by their names in lower case. The first of a name counts."""
    found: dict[str, str] = {}
    for name, value in headers.items() if isinstance(headers, _HasItems) else headers:
        sent = cast("Json", value)
        text = _text(sent[0] if isinstance(sent, list) and sent else sent)
        if text is not None:
            found.setdefault(name.lower(), text)
    return found


def _read(status: int, headers: Mapping[str, str], body: Json) -> Error:
    common = _Matcher(_OUTLINE, body)
    code = common.text("code")
    # @if codeless
    rows = _rows(common, status, body)
    # @else
    rows: Sequence[_Row] = _BY_CODE.get(code, ())
    # @if numbers
    rows = rows or _BY_NUMBER.get(common.text("number"), ())
    # @end
    # @end
    # @if families
    row = _member(rows, status, body)
    # @else
    # @if shared
    row = _row_of_status(rows, status, body)
    # @else
    same = (row for row in rows if row.status == status)
    row = next(same, rows[0] if rows else None)
    # @end
    # @end
    own = _Matcher(_NOTHING if row is None else row.body, body)
    # @if headers
    for name, template in row.headers.items() if row else ():
        if name in headers:
            own.read_text(template, headers[name])
    # @end
    waits = (
        common.values.get("retry_after"),
        own.values.get("retry_after"),
        own.values.get("fields.retry_after"),
    )
    request_ids = (
        common.text("request_id"),
        own.text("request_id"),
        headers.get("x-request-id"),
    )
    received = Received(
        status=status,
        # @if spread
        title=None if own.shows_violations else common.text("title"),
        message=None if own.shows_violations else common.text("message"),
        # @else
        title=common.text("title"),
        message=common.text("message"),
        # @end
        user_message=common.text("user_message"),
        request_id=next((it for it in request_ids if it is not None), None),
        retry=_policy(status, row or (rows[0] if rows else None)),
        retry_after=_wait(headers, waits),
        body=body,
    )
    # @if fields
    known = None if row is None else _construct(row, own, received)
    if known is not None:
        return known
    # @else
    if row is not None:
        return cast("Callable[..., KnownError]", row.kind)(received=received)
    # @end
    return UnknownError(rows[0].kind.code.value if rows else code, received=received)


# @if fields
def _construct(row: _Row, own: "_Matcher", received: Received) -> KnownError | None:
    """Make an error of the values of its fields, unless a value is not valid."""
    fields: list[object] = []
    for name, read in row.fields.items():
        sent = own.values.get(f"fields.{name}")
        value = read(sent)
        # @if texts
        is_sent = sent is not None and f"fields.{name}" not in own.parts
        # @else
        is_sent = sent is not None
        # @end
        is_optional = name in row.texts or (name in row.optional and not is_sent)
        if value is None and not is_optional:
            return None
        fields.append(value)
    return cast("Callable[..., KnownError]", row.kind)(*fields, received=received)


# @end
# @if codeless
def _rows(common: "_Matcher", status: int, body: Json) -> Sequence[_Row]:
    """Return the rows of the error, and of the errors that share its code."""
    code = common.text("code")
    rows: Sequence[_Row] = _BY_CODE.get(code, ())
    # @if numbers
    rows = rows or _BY_NUMBER.get(common.text("number"), ())
    # @end
    if not rows and code is None:
        rows = _rows_of_body(status, body)
    # @if spread
    if common.is_repeated:
        rows = _compare(rows, status, body)
    # @end
    return rows


# @end
# @if families
def _member(rows: Sequence[_Row], status: int, body: Json) -> _Row | None:
    """Return the row of the error, of the rows with its code."""
    # @if shared
    if not rows or rows[0].kind is rows[-1].kind:
        return _row_of_status(rows, status, body)
    same = [row for row in rows if row.status == status]
    # @else
    same = [row for row in rows if row.status == status]
    if not rows:
        return None
    if rows[0].kind is rows[-1].kind:
        return (same or rows)[0]
    # @end
    # A proxy may have changed the status.
    return same[0] if len(same) == 1 else _best(same or rows, body)


# @end
# @if shared
def _row_of_status(rows: Sequence[_Row], status: int, body: Json) -> _Row | None:
    """Return the row of an error with a status.

    Of several rows, this is the one with the most constants that are in the body.
    """

    def matched(row: _Row) -> int:
        found = _Agreement()
        found.add(row.body, body)
        return found.matched

    same = [row for row in rows if row.status == status]
    return max(same, key=matched, default=rows[0] if rows else None)


# @end
# @if codeless
def _rows_of_body(status: int, body: Json) -> Sequence[_Row]:
    """Return the rows of the error that the body fits, whatever its code is."""
    candidates = _BY_STATUS.get(status, ())
    row = _best(candidates, body) if _is_in(_SKELETON, body) else None
    return () if row is None else _group(row)


# @end
# @if codeless numbers
def _group(row: _Row) -> Sequence[_Row]:
    """Return the rows of an error, and of the errors that share its code."""
    rows = _BY_CODE[row.kind.code.value]
    if rows[0].kind is row.kind:
        return rows
    return [other for other in rows if other.kind is row.kind]


# @end
# @if spread
# @if codeless
def _compare(rows: Sequence[_Row], status: int, body: Json) -> Sequence[_Row]:
    """Return the rows of another error if the code is that of a violation."""
    kinds = [row.kind for row in rows[:1]]
    candidates = [row for row in _BY_STATUS.get(status, ()) if row.kind in kinds]
    if any(row.is_in(body) for row in candidates):
        return rows
    return _rows_of_body(status, body) or rows


# @end
# @end
# @if compare
def _best(rows: Iterable[_Row], body: Json) -> _Row | None:
    """Return the row with the most constants, of those that the body fits."""
    best, most = None, (0, 0)
    for row in rows:
        if not row.is_in(body):
            continue
        found = _Agreement()
        found.add(row.body, body)
        rank = (found.matched, found.members)
        # @if spread
        if found.is_foreign:
            continue
        # @end
        if found.matched > 0 and rank >= most:
            is_other = best is None or best.kind is not row.kind
            if rank > most:
                best, most = row, rank
            elif is_other:
                best = None
    return best


# @end
# @if compare spread
def _is_in(template: _Template, value: Json) -> bool:
    """Whether everything in the template is also in the value."""
    # @if spread
    found = _Agreement(is_strict=True)
    # @else
    found = _Agreement()
    # @end
    found.add(template, value)
    return found.missed == 0


# @end
# @if agreement
@dataclass(slots=True)
class _Agreement:
    """How well a value matches a template."""

    matched: int = 0
    """A point for each constant, and for each byte of its text."""
    members: int = 0
    """The number of members that are present."""
    missed: int = 0
    """The number of members, elements and constants that are absent or different."""
    # @if spread
    is_foreign: bool = False
    """Whether the only violation of a list seems to be another error."""
    is_strict: bool = False
    """Whether only a value without a difference matters."""
    # @end

    def add(self, template: _Template, value: Json) -> None:
        """Compare a value with a template."""
        if isinstance(template, dict):
            self._add_object(template, value)
        # @if lists
        elif isinstance(template, list):
            self._add_list(template, value)
        # @end
        # @if each
        elif isinstance(template, _Each):
            self._add_each(template, value)
        # @end
        elif not isinstance(template, _Slot):
            points = _points(template, value)
            self.matched += points or 0
            self.missed += points is None

    def _add_object(self, template: dict[str, _Template], value: Json) -> None:
        if not isinstance(value, dict):
            self.missed += 1
            return
        for key, member in template.items():
            if key in value:
                self.members += 1
                self.add(member, value[key])
            else:
                self.missed += 1
    # @if lists

    def _add_list(self, template: list[_Template], value: Json) -> None:
        if not isinstance(value, list):
            self.missed += 1
            return
        for part, elements in _align(template, value):
            # @if spread
            if isinstance(part, _Spread):
                self._add_spread(part, elements)
                continue
            # @end
            if elements:
                self.add(part, elements[0])
            else:
                self.missed += 1
    # @end
    # @if each

    def _add_each(self, template: _Each, value: Json) -> None:
        if isinstance(value, list):
            # The names of the members of a violation show as much as a constant.
            self.matched += bool(value) and all(
                _has_member(template.each, element) for element in value
            )
        elif value is not None:
            self.missed += 1
    # @end
    # @if spread

    def _add_spread(self, template: _Spread, elements: list[Json]) -> None:
        # Without its optional parts, a violation may look like the error itself.
        if _is_single(template, elements) and not (
            self.is_strict and not _is_in(template.once, elements[0])
        ):
            self.add(template.once, elements[0])
            return
        if not elements:
            self.missed += 1
            return
        self.add(template.each, elements[0])
        texts = [_own_text(template, part) for part in ("code", "title")]
        own = [text for text in texts if text is not None]
        shown = [
            text
            for key, text in own
            if any(_members(element).get(key) == text for element in elements)
        ]
        self.matched += sum(len(text.encode()) + 1 for text in shown)
        if own and not shown and len(elements) == 1:
            self.is_foreign |= not _has_own_member(template, elements[0])
    # @end


def _points(template: _Template, value: Json) -> int | None:
    """Return the points of an equal constant or of a text that fits."""
    # @if texts
    if isinstance(template, _Text):
        if not isinstance(value, str) or _split(template, value) is None:
            return None
        texts = (template.start, *(after for _, after in template.parts))
        return sum(len(text.encode()) for text in texts)
    # @end
    if template != value or isinstance(template, bool) != isinstance(value, bool):
        return None
    return len(template.encode()) + 1 if isinstance(template, str) else 1


# @if each
def _has_member(template: _Template, value: Json) -> bool:
    found = _Agreement()
    found.add(template, value)
    return found.members > 0


# @end
# @end
# @if lists
def _align(
    templates: list[_Template], values: list[Json]
) -> list[tuple[_Template, list[Json]]]:
    """Find the elements of each template in a list.

    A template with constants gets the element that matches most of them, and another
    template gets the first element that is left.
    """
    left = list(values)
    aligned: list[tuple[_Template, list[Json]]] = []
    for template in templates:
        # @if spread
        if isinstance(template, _Spread):
            # Violations get what the other templates leave.
            aligned.append((template, left))
            continue
        # @end
        scores = [_score(template, element) for element in left]
        most = max(scores, default=0)
        if most > 0:
            aligned.append((template, [left.pop(scores.index(most))]))
        else:
            aligned.append((template, []))
    return aligned


def _score(template: _Template, value: Json) -> int:
    """Return how well an element fits a template; all fit one without constants."""
    if not _has_constant(template):
        return 1
    found = _Agreement()
    found.add(template, value)
    return found.matched


def _has_constant(template: _Template) -> bool:
    if isinstance(template, dict):
        return any(_has_constant(member) for member in template.values())
    if isinstance(template, list):
        return any(_has_constant(element) for element in template)
    return not isinstance(template, tuple)


# @end
# @if spread
def _is_single(template: _Spread, elements: list[Json]) -> bool:
    """Whether the only element takes the place of violations."""
    if len(elements) != 1 or not _fits(template.once, elements[0]):
        return False
    key = _key_of_part(template, "detail")
    has_message = key is None or key in _members(elements[0])
    return has_message and not _has_own_member(template, elements[0])


def _fits(template: _Template, value: Json) -> bool:
    """Whether no value differs from a constant. Members may be missing."""
    if isinstance(template, dict):
        return isinstance(value, dict) and all(
            key not in value or _fits(member, value[key])
            for key, member in template.items()
        )
    return isinstance(template, (_Slot, _Each, list)) or _is_in(template, value)


def _own_text(template: _Spread, part: str) -> tuple[str, str] | None:
    """Return the key and the text that the error has if a violation has none."""
    key = _key_of_part(template, part)
    text = None if key is None else _templates(template.once).get(key)
    return (key, text) if key is not None and isinstance(text, str) else None


def _key_of_part(template: _Spread, part: str) -> str | None:
    """Return the key of the member that is a part of a violation."""
    slot = _Slot(f"parts.{part}")
    members = _templates(template.each).items()
    return next((key for key, member in members if member == slot), None)


def _has_own_member(template: _Spread, value: Json) -> bool:
    """Whether an element has a member that only a violation has."""
    own = _templates(template.each).keys() - _templates(template.once).keys()
    return not own.isdisjoint(_members(value))


def _templates(template: _Template) -> dict[str, _Template]:
    return template if isinstance(template, dict) else {}


def _members(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


# @end
class _Matcher:
    """Finds the values of the slots in a body."""

    def __init__(self, template: _Template, body: Json) -> None:
        self.values: dict[str, Json] = {}
        # @if formats
        self._ranks: dict[str, int] = {}
        # @end
        # @if spread
        self.is_repeated = False
        self.shows_violations = False
        # @end
        # @if texts
        self.parts: set[str] = set()
        self._texts: list[tuple[_Text, str]] = []
        self._read(template, body)
        # The values of texts with few slots show where slots end in other texts.
        for text, value in sorted(self._texts, key=lambda it: len(it[0].parts)):
            self.read_text(text, value)
        # @else
        self._read(template, body)
        # @end

    def text(self, name: str) -> str | None:
        """Return the value of a slot as text."""
        return _text(self.values.get(name))

    def _read(self, template: _Template, value: Json) -> None:
        if isinstance(template, _Slot):
            self._add(template, value)
        # @if texts
        elif isinstance(template, _Text):
            if isinstance(value, str):
                self._texts.append((template, value))
        # @end
        elif isinstance(template, dict) and isinstance(value, dict):
            for key, member in template.items():
                if key in value:
                    self._read(member, value[key])
        # @if lists
        elif isinstance(template, list) and isinstance(value, list):
            self._read_list(template, value)
        # @end
        # @if each
        elif isinstance(template, _Each) and isinstance(value, list):
            violations = [_parts(template.each, item, {}) for item in value]
            self.values.setdefault(template.name, violations)
        # @end
    # @if lists

    def _read_list(self, template: list[_Template], value: list[Json]) -> None:
        for part, elements in _align(template, value):
            # @if spread
            if isinstance(part, _Spread):
                self._read_spread(part, elements)
                continue
            # @end
            if elements:
                self._read(part, elements[0])
    # @end
    # @if spread

    def _read_spread(self, template: _Spread, elements: list[Json]) -> None:
        self.is_repeated = True
        if _is_single(template, elements):
            self.values.setdefault(template.name, [])
            self._read(template.once, elements[0])
            return
        self.shows_violations = True
        texts = {part: _own_text(template, part) for part in ("code", "title")}
        own = {f"parts.{name}": text[1] for name, text in texts.items() if text}
        violations = [_parts(template.each, item, own) for item in elements]
        self.values.setdefault(template.name, violations)
        if elements:
            # Each element also shows the error.
            self._read(template.each, elements[0])
    # @end

    def _add(self, slot: _Slot, value: Json) -> None:
        # @if formats
        rank = _RANKS.get(slot.form, 3)
        if rank < self._ranks.get(slot.name, 4):
            self._ranks[slot.name] = rank
            self.values[slot.name] = _convert(value, slot.form)
        # @else
        self.values.setdefault(slot.name, value)
        # @end
    # @if texts

    def read_text(self, template: _Text, text: str) -> None:
        """Read the slots of a text, where known values show where slots end."""
        start, parts = template.start, list[tuple[_Slot, str]]()
        for slot, after in template.parts:
            # @if formats
            known = None if slot.form else self.text(slot.name)
            # @else
            known = self.text(slot.name)
            # @end
            if known is None:
                parts.append((slot, after))
            elif parts:
                last, before = parts.pop()
                parts.append((last, before + known + after))
            else:
                start += known + after
        found = _split(_Text(start, parts), text) or _split(template, text)
        for slot, part in found or ():
            # Whole values come first, because the wording of a text may change.
            if slot.name not in self.values:
                self.parts.add(slot.name)
            # @if formats
            if slot.name in self.parts:
                self._add(slot, part)
            # @else
            self.values.setdefault(slot.name, part)
            # @end
    # @end


# @if texts
def _split(template: _Text, text: str) -> list[tuple[_Slot, str]] | None:
    """Split a text into the values of its slots, each as short as possible."""
    if not text.startswith(template.start):
        return None
    found: list[tuple[_Slot, str]] = []
    at = len(template.start)
    for slot, after in template.parts[:-1]:
        end = text.find(after, at)
        if end < 0:
            return None
        found.append((slot, text[at:end]))
        at = end + len(after)
    for slot, after in template.parts[-1:]:
        end = len(text) - len(after)
        if end < at or not text.endswith(after):
            return None
        found.append((slot, text[at:end]))
        at = len(text)
    values = dict(found)
    is_same = all(values[slot] == part for slot, part in found)
    return found if is_same and at == len(text) else None


# @end
# @if each
def _parts(template: _Template, element: Json, own: Mapping[str, str]) -> Json:
    """Read a violation into the members that `_violation` reads.

    `own` are the texts of the error, which are not those of a violation. The result is
    None if the element has no part of a violation.
    """
    values = _Matcher(template, element).values
    if not values:
        return None
    texts = {
        name.removeprefix("parts."): value
        for name, value in values.items()
        if isinstance(value, str) and value != own.get(name)
    }
    path, located = values.get("parts.path"), values.get("parts.path:located")
    location = texts.get("location")
    if isinstance(located, list) and located and isinstance(located[0], str):
        path = located[1:]
        location = located[0] if location is None else location
    field, parameter = texts.get("field"), texts.get("parameter")
    pointer = texts.get("pointer") or texts.get("pointer:fragment")
    if pointer is None and isinstance(path, list):
        pointer = _pointer(path)
    if pointer is None and field is not None:
        pointer = _pointer_of_dotted(field)
    if pointer is None and parameter:
        pointer, location = _pointer_of_dotted(parameter), location or "query"
    params = values.get("parts.params")
    others = {
        name.removeprefix("values."): value
        for name, value in values.items()
        if name.startswith("values.")
    }
    return {
        "pointer": pointer or "",
        "location": location,
        "code": texts.get("code"),
        "title": texts.get("title"),
        "detail": texts.get("detail", ""),
        "params": {**params, **others} if isinstance(params, dict) else others or None,
    }


# @end
# @if formats
def _convert(value: Json, form: str) -> Json:
    """Convert a time to RFC 3339, and a duration to seconds."""
    text = _text(value) or ""
    if form == "http-date":
        date = _date(text)
        return value if date is None else _rfc3339(date)
    unit = {"milliseconds": 1, "epoch": 1_000_000, "epoch-ms": 1000}.get(form)
    if unit is None or re.fullmatch(r"-?[0-9]{1,20}", text) is None:
        return value
    if form == "milliseconds":
        seconds, rest = divmod(int(text), 1000)
        # A server writes the largest number of 64 bits for a longer duration.
        return "" if int(text) >= _MAX else f"{text}ms" if rest else seconds
    try:
        return _rfc3339(_EPOCH + timedelta(microseconds=int(text) * unit))
    except OverflowError:
        return value


def _rfc3339(date: datetime) -> str:
    text = date.isoformat().removesuffix("+00:00")
    return f"{text.rstrip('0') if '.' in text else text}Z"


# @end
def _wait(headers: Mapping[str, str], others: Iterable[Json]) -> float | None:
    """Return the wait that a response asks for."""
    sent = headers.get("retry-after", "").strip()
    wait = _until(sent, headers.get("date", "")) if sent else None
    waits = (_seconds(sent), wait, *map(_seconds, others))
    found = next((wait for wait in waits if wait is not None), None)
    return None if found is None else min(found, _LONGEST)


def _until(text: str, date: str) -> float | None:
    """Return the seconds from the `Date` of the response, or now, to an HTTP date."""
    until, since = _date(text), _date(date) or datetime.now(timezone.utc)
    return None if until is None else max((until - since).total_seconds(), 0.0)


def _date(text: str) -> datetime | None:
    if re.fullmatch(r"[A-Z][a-z]+,? [\w :-]+(?: GMT|:[0-9]{2} [0-9]{4})", text) is None:
        return None
    try:
        date = parsedate_to_datetime(text)
    except (IndexError, OverflowError, TypeError, ValueError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)


def _seconds(value: Json) -> float | None:
    """Read a number of seconds, which may end in `s`, or of milliseconds."""
    if isinstance(value, str):
        match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)(s|ms)?", value)
        if match is None:
            return None
        return float(match[1]) / (1000 if match[2] == "ms" else 1)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if value >= 0 else None


def _text(value: Json) -> str | None:
    """Return a text, or a number as text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


# @if duration
def _duration(value: Json) -> float | None:
    """Read a whole number of seconds, or of milliseconds with the unit `ms`."""
    match = re.fullmatch(r"\+?([0-9]{1,20})(ms)?", _text(value) or "")
    if match is None or int(match[1]) >= 2**64:
        return None
    return int(match[1]) / 1000 if match[2] else int(match[1])


# @end
# @if string
def _string(value: Json) -> str | None:
    return value if isinstance(value, str) else None


# @end
# @if integer
def _integer(least: int, most: int) -> Callable[[Json], int | None]:
    def read(value: Json) -> int | None:
        if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,20}", value):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value if least <= value <= most else None
        return None

    return read


# @end
# @if number
def _number(value: Json) -> float | None:
    if isinstance(value, str):
        if value in {"NaN", "inf", "-inf"}:
            return float(value)
        match = re.fullmatch(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", value)
        value = None if match is None else float(value)
        return None if value is None or math.isinf(value) else value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value


# @end
# @if boolean
def _boolean(value: Json) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    return value if isinstance(value, bool) else None


# @end
# @if object
def _object(value: Json) -> dict[str, Json] | None:
    return value if isinstance(value, dict) else None


# @end
# @if any
def _any(value: Json) -> Json:
    return value


# @end
# @if list
def _list(read: Callable[[Json], object]) -> Callable[[Json], object]:
    def read_list(value: Json) -> object:
        if isinstance(value, str):
            value = [*value.split(", ")] if value else []
        if not isinstance(value, list):
            return None
        items = tuple(read(item) for item in value)
        # @if any
        return None if None in items and read is not _any else items
        # @else
        return None if None in items else items
        # @end

    return read_list


# @end
# @if violations
def _violations(value: Json) -> tuple[Violation, ...] | None:
    """Read violations, unless one of them is not valid."""
    if isinstance(value, dict):
        value = [
            {"pointer": _pointer_of_dotted(name), "detail": text}
            for name, texts in value.items()
            for text in (texts if isinstance(texts, list) else [texts])
        ]
    if not isinstance(value, list):
        return None
    items = [_violation(item) for item in value if isinstance(item, dict)]
    valid = tuple(item for item in items if item is not None)
    return valid if len(valid) == len(value) else None


def _violation(parts: dict[str, Json]) -> Violation | None:
    def text(*names: str) -> str | None:
        texts = (parts.get(name) for name in names)
        return next((text for text in texts if isinstance(text, str)), None)

    message = text("detail", "description")
    pointer, field = text("pointer"), text("field")
    if pointer is None and field is not None:
        pointer = _pointer_of_dotted(field)
    if message is None or pointer is None:
        return None
    pointer, params = _plain(pointer), parts.get("params")
    return Violation(
        pointer=pointer,
        field=_dotted(pointer),
        message=message,
        code=text("code", "reason"),
        title=text("title"),
        location=text("location"),
        params=params if isinstance(params, dict) else None,
    )


def _plain(pointer: str) -> str:
    """Convert a JSON Pointer that is a URI fragment into a plain JSON Pointer."""
    if pointer.startswith("#"):
        return unquote(pointer[1:])
    return pointer if pointer[:1] in {"", "/"} else _pointer([pointer])


def _pointer(keys: Iterable[Json]) -> str:
    """Write keys and indices as a JSON Pointer."""
    steps = (_text(key) for key in keys)
    escaped = (
        step.replace("~", "~0").replace("/", "~1") for step in steps if step is not None
    )
    return "".join(f"/{step}" for step in escaped)


def _pointer_of_dotted(field: str) -> str:
    return _pointer(field.split(".") if field else [])


def _dotted(pointer: str) -> str:
    """Write a JSON Pointer as keys with dots."""
    keys = pointer.removeprefix("/").split("/")
    return ".".join(key.replace("~1", "/").replace("~0", "~") for key in keys)


# @end
# @insert tables


def _index(keys: Iterable[tuple[object, _Row]]) -> dict[object, list[_Row]]:
    index: dict[object, list[_Row]] = {}
    for key, row in keys:
        index.setdefault(key, []).append(row)
    return index


# @if aliases
_BY_CODE: Final = _index(
    (code, row) for row in _ROWS for code in (row.kind.code.value, *row.aliases)
)
# @else
_BY_CODE: Final = _index((row.kind.code.value, row) for row in _ROWS)
# @end
# @if codeless
_BY_STATUS: Final = _index((row.status, row) for row in _ROWS if row.is_candidate)
# @end
# @if numbers
_BY_NUMBER: Final[Mapping[object, Sequence[_Row]]] = {
    str(row.number): _group(row) for row in reversed(_ROWS) if row.number is not None
}
# @end
