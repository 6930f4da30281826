"""Calls the example servers with generated Python clients: clients.py FOLDER

FOLDER has the clients of openapi-python-client and openapi-generator, and the descriptions from which they were
generated. `servers.py` runs this file. A client must read each documented error as the class of this error, and an
error that it does not know as `UnknownErrorBody`.
"""

import importlib
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

folder = Path(sys.argv[1])
servers = json.loads(os.environ["SERVERS"])
# openapi-python-client compares constants, but no patterns. It takes the first class whose constants fit.
SAME_CONSTANTS = {
    ("lomi", "invalid_parameter_format", "url"): "MissingRequiredFieldError",
    ("voyager", "not_found", "tomorrow"): "NotFoundError",
}
problems = 0


def python_client(name, unknown):
    """A client of openapi-python-client."""
    package = importlib.import_module(f"{name}_{unknown}")
    show = importlib.import_module(f"{name}_{unknown}.api.errors.show_error")

    def call(url, key):
        with package.Client(base_url=url) as client:
            return show.sync_detailed(key, client=client).parsed

    return call


def generator(name, unknown):
    """A client of openapi-generator, which raises an exception for each error."""
    package = importlib.import_module(f"{name}_{unknown}")

    def call(url, key):
        # By default, the client would wait as long as `Retry-After` says, and try again.
        with package.ApiClient(package.Configuration(host=url, retries=False)) as client:
            try:
                package.ErrorsApi(client).show_error(key)
            except package.ApiException as error:
                return getattr(error.data, "actual_instance", error.data)

    return call


def expect(tool, name, key, server, found, expected):
    global problems
    if found != expected:
        problems += 1
        print(f"{tool}: {name}: {key} of {server}: {found} instead of {expected}")


def body(url):
    try:
        urllib.request.urlopen(url, timeout=10)
    except urllib.error.HTTPError as error:
        return json.load(error)


def judge(tool, make, exceptions):
    calls = 0
    for name, urls in servers.items():
        schemas = json.loads((folder / f"{name}-open.json").read_text())["components"]["schemas"]
        client = make(name, "open")
        for schema_name, schema in schemas.items():
            if "x-error-catalog" not in schema:
                continue
            key = schema["x-error-catalog"]["key"]
            for server, url in urls.items():
                calls += 1
                usual = schema_name if server == "url" else "UnknownErrorBody"
                error = client(url, key)
                expect(tool, name, key, server, type(error).__name__, exceptions.get((name, key, server), usual))
                sent = body(f"{url}/_errors/{key}")
                fields = {} if error is None else error.to_dict()
                # openapi-generator writes `null` for a nullable member that the body does not have.
                fields = {member: value for member, value in fields.items() if value is not None or member in sent}
                expect(tool, name, key, server, fields, sent)
    print(f"{tool}: {calls} calls")
    expect(tool, "the number of calls", "", "", calls > 0, True)


def judge_closed():
    """A closed client of openapi-generator does not know the body of a new error, but its exception has the text."""
    package = importlib.import_module("admin_closed")
    url = servers["admin"]["tomorrow"]
    with package.ApiClient(package.Configuration(host=url, retries=False)) as client:
        try:
            package.ErrorsApi(client).show_error("user_not_found")
        except package.ApiException as error:
            found = (error.status, error.data, json.loads(error.body)["error"])
            expect("openapi-generator", "admin", "user_not_found", "tomorrow", found, (404, None, "user_not_found_tomorrow"))


sys.path.insert(0, str(folder / "python"))
judge("openapi-python-client", python_client, SAME_CONSTANTS)
for name in list(sys.modules):
    if name.split(".")[0] in {f"{server}_open" for server in servers}:
        del sys.modules[name]
sys.path[:1] = [str(folder / "generator" / name) for name in (*servers, "admin-closed")]
judge("openapi-generator (Python)", generator, {})
judge_closed()
sys.exit(problems > 0)
