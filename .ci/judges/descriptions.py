"""Validates OpenAPI documents: descriptions.py FILE…

The command of the validator would read the files as YAML, which has no pairs of escapes for one character.
"""

import json
import sys
from pathlib import Path

from openapi_spec_validator import validate

for path in map(Path, sys.argv[1:]):
    try:
        validate(json.loads(path.read_text()))
    except Exception:
        print(path)
        raise
print(f"{len(sys.argv) - 1} valid documents")
