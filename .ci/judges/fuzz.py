"""Lets schemathesis look for responses of the example servers that their descriptions do not describe: fuzz.py FOLDER

FOLDER has the descriptions, such as `admin-closed.json`. `servers.py` runs this file with the Python of schemathesis. The
seed is fixed, so two runs send the same requests.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKS = "status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"
# In the APIs with an open description, some rejections of the framework have no error in the catalog.
UNKNOWN = {"admin": "closed", "lomi": "closed", "lumoauth": "open", "voyager": "open"}

folder = Path(sys.argv[1]).resolve()
servers = json.loads(os.environ["SERVERS"])
program = Path(sys.executable).with_name("schemathesis")
environment = {**os.environ, "SCHEMATHESIS_HOOKS": str(Path(__file__).with_name("hooks.py"))}
runs = {}
for name, server in servers.items():
    arguments = [
        *("--url", server["url"], "--checks", CHECKS, "--phases", "examples,coverage,fuzzing"),
        *("--max-examples", "30", "--seed", "1", "--generation-database", "none", "--warnings", "off", "--no-color"),
    ]
    log = tempfile.TemporaryFile()
    # The program writes files into the current folder.
    runs[name] = log, subprocess.Popen(
        [program, "run", folder / f"{name}-{UNKNOWN[name]}.json", *arguments],
        cwd=folder,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
failed = False
for name, (log, process) in runs.items():
    try:
        status = process.wait(timeout=300)
    except subprocess.TimeoutExpired:
        process.kill()
        status = "no end"
    failed |= status != 0
    log.seek(0)
    text = log.read().decode()
    # The part before the last line of the summary matters only if something is wrong.
    print(text if status else text[text.rindex("=== ") + 3 :].strip() if "=== " in text else text)
    print(f"schemathesis: {name}: {status}", flush=True)
sys.exit(failed)
