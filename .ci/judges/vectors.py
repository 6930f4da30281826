"""Compares what the generated Python modules read from responses with the test vectors: vectors.py FOLDER

FOLDER has a module and vectors for each catalog, such as `admin.py` and `admin.vectors.json`. If `servers.py` runs this
file, the modules also read the responses of the example servers.
"""

import dataclasses
import importlib.util
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

EXAMPLE = ": example 1"


def load(path):
    """Imports a module. The name of the file need not be the name of a module."""
    name = f"vectors_{path.stem.replace('-', '_').replace('.', '_')}"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    # Data classes look for their module.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def describe(module, error, expected):
    """Returns what a module reads, in the form of the vectors. A module does not offer every value for every API."""
    known = not isinstance(error, module.UnknownError)
    fields = {}
    if known:
        fields = {it.name: getattr(error, it.name) for it in dataclasses.fields(error) if it.name != "received"}
    received = error.received
    names = expected.get("fields", {})
    members = {name: member_of(fields, names, name) for name in names}
    found = {
        "known": known,
        "typed": known,
        "code": None if error.code is None else str(error.code),
        "request_id": received.request_id,
        "fields": {name: plain(fields.get(member)) for name, member in members.items()},
        "violations": violations(fields, members.values(), expected),
        "retry_after": received.retry_after,
        # The number of attempts that the catalog allows does not matter here.
        "retryable": module.retry_delay(error, 0) is not None,
    }
    for name in ("title", "message", "user_message"):
        if hasattr(received, name):
            found[name] = getattr(received, name)
    return found


def member_of(fields, names, name):
    """Returns the member of a field. If the name is a word of the language, the member has one more `_`, as in `class_`.
    The member of a field `class_` is then `class__`."""
    longest = max((it for it in names if it.rstrip("_") == name.rstrip("_")), key=len)
    return f"{name}_" if f"{longest}_" in fields else name


def plain(value):
    """Converts a value into one that a parser of JSON returns."""
    if isinstance(value, (list, tuple)):
        return [plain(element) for element in value]
    return value


def violations(fields, members, expected):
    others = (it for name, it in fields.items() if name not in members and isinstance(it, (list, tuple)))
    found = next((value for value in others if all(hasattr(it, "message") for it in value)), ())
    wanted = expected.get("violations") or []
    result = []
    for index, violation in enumerate(found):
        pointer = getattr(violation, "pointer", None)
        members = {
            "pointer": pointer_of(violation.field, wanted[index:]) if pointer is None else pointer,
            "code": violation.code,
            "detail": violation.message,
        }
        names = wanted[index] if index < len(wanted) else members
        result.append({name: members[name] for name in names})
    return result


def pointer_of(field, wanted):
    """Returns the pointer of a member that a module shows with dots. A key may also contain dots."""
    expected = wanted[0].get("pointer") if wanted else None
    if expected is not None and field == dotted(expected):
        return expected
    keys = field.replace("~", "~0").replace("/", "~1").split(".")
    return "/" + "/".join(keys) if field else ""


def dotted(pointer):
    return ".".join(pointer.removeprefix("/").split("/")).replace("~1", "/").replace("~0", "~")


def is_same(one, other):
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == other or abs(one - other) < 1e-9
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    return one == other


def is_same_field(expected, found):
    """A field in a text is a string for clients that do not convert it."""
    text = json.dumps(expected, ensure_ascii=False, separators=(",", ":"))
    return is_same(expected, found) or (isinstance(found, str) and found == text)


def differences(module, error, expected):
    found = describe(module, error, expected)
    for name, value in expected.items():
        if name == "fields":
            for field, value in value.items():
                if not is_same_field(value, found["fields"][field]):
                    yield f"the field {field} is {found['fields'][field]!r}, not {value!r}"
        elif name in found and not is_same(value, found[name]):
            yield f"{name} is {found[name]!r}, not {value!r}"


def get(url):
    """Returns the status, the headers and the body of a response."""
    try:
        answer = urllib.request.urlopen(url, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read()


class Report:
    def __init__(self):
        self.cases = self.answers = self.failed = 0

    def add(self, place, body, lines):
        for line in lines:
            self.failed += 1
            print(f"{place}: {line}: {body[:1000]}")

    def compare_cases(self, name, module, cases):
        for case in cases:
            error = module.parse_error(case["status"], case["headers"], case["body"])
            lines = differences(module, error, case["expect"])
            self.add(f"{name}: {case['name']}", case["body"], lines)
            self.cases += 1

    def compare_servers(self, module, cases, server):
        for case in cases:
            if not case["name"].endswith(EXAMPLE):
                continue
            path = f"/_errors/{case['name'].removesuffix(EXAMPLE)}"
            status, headers, body = get(server["url"] + path)
            error = module.parse_error(status, headers, body)
            expected = dict(case["expect"])
            if "request_id" in expected:
                # Each response has another id.
                expected["request_id"] = headers.get("x-request-id") or error.received.request_id or "an id"
            self.add(server["url"] + path, body, differences(module, error, expected))
            later = module.parse_error(*get(server["tomorrow"] + path))
            if not isinstance(later, module.UnknownError) or later.received.status != status:
                self.add(server["tomorrow"] + path, body, ["the response of tomorrow is not an unknown error"])
            self.answers += 1


def main():
    folder, report = Path(sys.argv[1]), Report()
    servers = json.loads(os.environ.get("SERVERS", "{}"))
    for file in sorted(folder.glob("*.vectors.json")):
        name = file.name.removesuffix(".vectors.json")
        module = load(folder / f"{name}.py")
        cases = json.loads(file.read_text())["cases"]
        report.compare_cases(name, module, cases)
        if name in servers:
            report.compare_servers(module, cases, servers[name])
    print(f"vectors.py: {report.cases} cases, {report.answers} answers of servers, {report.failed} differences")
    return report.failed > 0 or report.cases == 0 or (bool(servers) and report.answers == 0)


if __name__ == "__main__":
    sys.exit(main())
