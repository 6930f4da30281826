"""Checks the schema and the layout of the catalog format with the tools that editors use: Taplo and Tombi.

    python3 .ci/editors.py PROGRAM

PROGRAM is the path of error-catalog, and `taplo` and `tombi` must be on the PATH. Both tools must accept the example
catalogs and reject broken catalogs, and Tombi's language server must offer the keys of an error. Both tools must not
change a formatted example, and `error-catalog fmt` must not change a file that one of the tools has formatted.
Otherwise, the formatters would undo each other's changes.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKERS = {"taplo": ["taplo", "lint"], "tombi": ["tombi", "lint", "--offline"]}
FORMATTERS = {"taplo": ["taplo", "fmt"], "tombi": ["tombi", "format", "--offline"]}

# For each kind of file: a valid file, an invalid file, and a name that the message about the invalid file must contain.
FILES = {
    "catalog": (
        '[errors.gone]\nstatus = 410\nmessage = "{name} is gone"\nfields.name = "string"\n',
        '[errors.gone]\nstatus = 410\nmesage = "Gone"\n',
        "mesage",
    ),
    "included": ('[errors.gone]\nstatus = 410\nmessage = "Gone"\n', '[outputs.markdown]\npath = "a.md"\n', "outputs"),
    "locale": ('[gone]\nmessage = "Disparu"\n', '[gone]\nstatus = 410\n', "status"),
}


def check(tool, folder, text, schema="catalog"):
    """Returns whether a checker accepts a file, and its output."""
    path = folder / "checked.toml"
    path.write_text(f"#:schema ./{schema}.json\n{text}")
    done = subprocess.run([*CHECKERS[tool], path.name], cwd=folder, capture_output=True, text=True, timeout=60)
    return done.returncode == 0, done.stdout + done.stderr


def ours(program, text):
    """Returns the text as `error-catalog fmt` formats it, or None if the text is not TOML."""
    done = subprocess.run([program, "fmt", "-"], input=text, capture_output=True, timeout=60)
    return done.stdout if done.returncode == 0 else None


def fights(program, tool, folder):
    """Yields a problem for each formatted example that the tool changes, and each catalog that both tools change."""
    catalogs = {}
    for path in sorted([*ROOT.glob("examples/*/errors.toml"), *ROOT.glob("tests/series/**/*.toml"),
                        *ROOT.glob("cli/tests/cmd/fmt.*/**/*.toml")]):
        formatted = ours(program, path.read_bytes())
        # One of the catalogs needs TOML 1.1, which Taplo cannot read.
        if formatted is not None and b"\r" not in formatted:
            catalogs[folder / f"{len(catalogs)}.toml"] = (path.relative_to(ROOT), formatted)
    for copy, (_, formatted) in catalogs.items():
        copy.write_bytes(formatted)
    subprocess.run([*FORMATTERS[tool], *(copy.name for copy in catalogs)], cwd=folder, capture_output=True, timeout=300)
    assert len(catalogs) > 50, catalogs
    for copy, (path, formatted) in catalogs.items():
        theirs = copy.read_bytes()
        if path.parts[0] == "examples" and theirs != formatted:
            yield f"{tool} changes {path}, which error-catalog formatted"
        if ours(program, theirs) != theirs:
            yield f"error-catalog changes {path}, which {tool} formatted:\n{theirs.decode()}"
        copy.unlink()


class Server:
    """A client of `tombi lsp`, like an editor."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            ["tombi", "lsp", "--offline"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        # A server that does not answer is killed.
        self.timer = threading.Timer(60, self.process.kill)
        self.timer.start()
        uri = folder.as_uri()
        self.ask("initialize", processId=None, rootUri=uri, capabilities={}, workspaceFolders=[{"uri": uri, "name": ""}])
        self.tell("initialized")

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = None
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            sys.exit("the language server has exited")
        return json.loads(self.process.stdout.read(length))

    def tell(self, method, **params):
        self.send(method=method, params=params)

    def ask(self, method, **params):
        self.send(id=1, method=method, params=params)
        while True:
            message = self.receive()
            if "method" in message and "id" in message:
                self.send(id=message["id"], result=None)
            elif message.get("id") == 1:
                return message.get("result")

    def complete(self, path, text):
        """Returns the completions at the end of a text."""
        uri = path.as_uri()
        path.write_text(text)
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "toml", "version": 1, "text": text})
        lines = text.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        # The server has no completions until it has read the file, and it sends no message when it has read the file.
        for _ in range(100):
            items = self.ask("textDocument/completion", textDocument={"uri": uri}, position=position) or []
            if items:
                return [item["label"] for item in (items["items"] if isinstance(items, dict) else items)]
            time.sleep(0.05)
        return []

    def stop(self):
        self.timer.cancel()
        self.process.kill()
        self.process.wait()


def main(program):
    problems = []

    def expect(is_met, problem):
        if not is_met:
            problems.append(problem)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        for schema in FILES:
            command = [program, "render", "schema", "--for", schema]
            (folder / f"{schema}.json").write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
        for tool in FORMATTERS:
            problems.extend(fights(program, tool, folder))
        for tool in CHECKERS:
            for catalog in sorted(ROOT.glob("examples/*/errors.toml")):
                taken, said = check(tool, folder, catalog.read_text())
                expect(taken, f"{tool} rejects {catalog.relative_to(ROOT)}:\n{said}")
            for schema, (right, wrong, name) in FILES.items():
                taken, said = check(tool, folder, right, schema)
                expect(taken, f"{tool} rejects this {schema}:\n{right}\n{said}")
                taken, said = check(tool, folder, wrong, schema)
                expect(not taken and name in said, f"{tool} does not reject `{name}` in this {schema}:\n{wrong}\n{said}")
        server = Server(folder)
        try:
            for number, (text, expected) in enumerate([
                ("", ["catalog", "wire", "errors", "lints"]),
                ("[errors.gone]\n", ["status", "message", "fields", "deprecated"]),
                ("[errors.gone]\nretry = ", ['"no"', '"after"', '"backoff"']),
                ('[errors.gone]\nstatus = 410\nfields.name = ""', ['"string"', '"list<string>"']),
                ("[wire]\npreset = ", ['"rfc9457"', '"google"']),
                ("[categories.users]\n", ["title", "retry"]),
            ]):
                offered = server.complete(folder / f"completed{number}.toml", f"#:schema ./catalog.json\n{text}")
                missing = [label for label in expected if label not in offered]
                expect(not missing, f"after {text!r} tombi offers {offered}, without {missing}")
        finally:
            server.stop()
    if problems:
        sys.exit("\n\n".join(problems))
    print("editors: Taplo and Tombi check and complete with the schema, and agree with the layout")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
