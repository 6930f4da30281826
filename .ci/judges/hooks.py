"""Hooks of schemathesis: chooses the token of each request, because a token has a limit of requests, and the error that
a request to `/_errors/KEY` asks for. At the end, prints which statuses each operation sent."""

import atexit
import collections
import itertools

import schemathesis


def bearer(*tokens):
    return [{"Authorization": f"Bearer {token}"} for token in tokens]


HEADERS = {
    "Admin API": bearer("admin", "reader", "admin", "guest", "admin", "revoked", "admin", "expired", "admin", "burst"),
    "LumoAuth API": bearer("admin", "reader", "admin", "stranger"),
    "Voyager API": bearer("editor", "viewer", "editor", "guest"),
    "lomi. API": [{"X-API-KEY": "lomi_sk_test"}, {"X-API-KEY": "lomi_sk_other"}],
}
headers, keys = {}, {}
seen = collections.defaultdict(collections.Counter)


@schemathesis.hook
def before_call(context, case, kwargs):
    document = case.operation.schema.raw_schema
    title = document["info"]["title"]
    if title not in headers:
        headers[title] = itertools.cycle([*HEADERS[title] * 3, {}])
        schemas = document["components"]["schemas"].values()
        keys[title] = itertools.cycle([s["x-error-catalog"]["key"] for s in schemas if "x-error-catalog" in s])
    names = {name for header in HEADERS[title] for name in header}
    case.headers = {name: value for name, value in (case.headers or {}).items() if name not in names}
    case.headers |= next(headers[title])
    if case.operation.path.startswith("/_errors/") and case.method == "GET":
        case.path_parameters = {name: next(keys[title]) for name in case.path_parameters}


@schemathesis.hook
def after_call(context, case, response):
    seen[case.operation.label][response.status_code] += 1


@atexit.register
def report():
    for operation, statuses in sorted(seen.items()):
        print(operation, *(f"{status}×{count}" for status, count in sorted(statuses.items())))
