"""Adds the routes of an API to a generated description: routes.py ROUTES GENERATED OUTPUT.

ROUTES is a handwritten description, which refers to components of `docs/openapi.json`. OUTPUT is one document with the
components of both, because some tools read only one file.
"""

import json
import sys
from pathlib import Path

import yaml

source, generated, target = map(Path, sys.argv[1:])
routes = yaml.safe_load(source.read_text().replace("docs/openapi.json#", "#"))
document = json.loads(generated.read_text())
for member in ("info", "security", "paths"):
    document[member] = routes[member]
for kind, components in routes["components"].items():
    document["components"].setdefault(kind, {}).update(components)
target.write_text(json.dumps(document))
