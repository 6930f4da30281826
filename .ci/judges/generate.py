"""Generates clients with openapi-generator in one run of Java: generate.py FOLDER

FOLDER has the descriptions of the example servers, such as `admin-open.json`. The clients are in its folders `generator`
(Python) and `go`. The Go clients are packages of one module.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1]).resolve()
names = ["admin", "lomi", "lumoauth", "voyager"]
configurations = []


def configure(language, description, output, **properties):
    path = folder / f"generator-{language}-{output}.json"
    values = {
        "generatorName": language,
        "inputSpec": str(folder / f"{description}.json"),
        "outputDir": str(folder / {"python": "generator", "go": "go"}[language] / output),
        "additionalProperties": properties,
    }
    path.write_text(json.dumps(values))
    configurations.append(path)


for name in names:
    configure("python", f"{name}-open", name, packageName=f"{name}_open")
    configure("go", f"{name}-closed", name, packageName=name, useOneOfDiscriminatorLookup=True)
configure("python", "admin-closed", "admin-closed", packageName="admin_closed")
program = Path(sys.executable).with_name("openapi-generator-cli")
command = [program, "batch", "--fail-fast", "--threads", "2", *configurations]
result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
if result.returncode != 0 or "[SUCCESS]" not in result.stdout:
    sys.exit(result.stdout)
for name in names:
    # The tests need a package of a registry.
    shutil.rmtree(folder / "go" / name / "test")
    (folder / "go" / name / "go.mod").unlink()
(folder / "go" / "go.mod").write_text("module clients\n\ngo 1.19\n")
print(f"openapi-generator: {len(configurations)} clients")
