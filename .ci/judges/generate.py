"""Generates clients in Python and Go: generate.py CLIENTS COMPONENTS

CLIENTS has a folder for each version of OpenAPI, with the descriptions of the example servers, such as
`3.1/admin-open.json`. The clients are in its folders `python` (openapi-python-client), `generator` and `go`
(openapi-generator). COMPONENTS has documents without routes, such as `stripe.3.0.open.openapi.json`. Their clients are
in the same folders inside COMPONENTS, for all versions together. All Go clients of a folder are packages of one module.

One process of each generator makes all clients, because most of the time of a process is its start.
"""

import contextlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import openapi_python_client
from openapi_python_client.config import Config, ConfigFile, MetaType

clients, components = (Path(it).resolve() for it in sys.argv[1:])
servers = ["admin", "lomi", "lumoauth", "voyager"]
# openapi-generator copies a null character of a constant and a byte order mark of a title into the program.
UNESCAPED = {"python": "hostile9", "go": "hostile12"}
configurations, problems, python_clients = [], 0, 0


def make_python_client(document, package):
    """Runs openapi-python-client, which only warns about a schema that it leaves out."""
    global problems, python_clients
    package.parent.mkdir(exist_ok=True)
    config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, document, "utf-8", False, package)
    with contextlib.redirect_stdout(io.StringIO()):
        found = openapi_python_client.generate(config=config)
    for problem in found:
        problems += 1
        print(f"{document}: {problem.header}: {problem.detail}")
    python_clients += 1


def configure(language, document, output, **properties):
    """Adds a client to the batch of openapi-generator."""
    path = components / f"generator-{len(configurations)}.json"
    properties = {"packageName": output.name, **properties}
    if language == "go":
        properties["useOneOfDiscriminatorLookup"] = True
    values = {
        "generatorName": language,
        "inputSpec": str(document),
        "outputDir": str(output),
        "additionalProperties": properties,
        # The tests need a package of a registry.
        "globalProperties": {f"{part}{kind}": "false" for part in ("api", "model") for kind in ("Tests", "Docs")},
    }
    path.write_text(json.dumps(values))
    configurations.append(path)


for folder in sorted(it for it in clients.iterdir() if it.is_dir()):
    for name in servers:
        make_python_client(folder / f"{name}-open.json", folder / "python" / f"{name}_open")
        configure("python", folder / f"{name}-open.json", folder / "generator" / name, packageName=f"{name}_open")
        configure("go", folder / f"{name}-closed.json", folder / "go" / name)
    output = folder / "generator" / "admin-closed"
    configure("python", folder / "admin-closed.json", output, packageName="admin_closed")

for document in sorted(components.glob("*.openapi.json")):
    name, *version, unknown = document.name.removesuffix(".openapi.json").replace("-", "_").split(".")
    package = "_".join([name, *version])
    if unknown == "open":
        make_python_client(document, components / "python" / package)
    language, folder = ("python", "generator") if unknown == "open" else ("go", "go")
    if name != UNESCAPED[language]:
        configure(language, document, components / folder / package)

print(f"openapi-python-client: {python_clients} clients")
program = Path(sys.executable).with_name("openapi-generator-cli")
command = [program, "batch", "--fail-fast", "--threads", "2", *configurations]
result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
if result.returncode != 0 or "[SUCCESS]" not in result.stdout:
    sys.exit(result.stdout)
for folder in (components, *clients.iterdir()):
    if (folder / "go").is_dir():
        for module in (folder / "go").glob("*/go.mod"):
            module.unlink()
            shutil.rmtree(module.parent / "test", ignore_errors=True)
        (folder / "go" / "go.mod").write_text("module clients\n\ngo 1.19\n")
print(f"openapi-generator: {len(configurations)} clients")
sys.exit(problems > 0)
