"""Adds the route `/_errors/{code}` of the example servers to a generated description: routes.py OPENAPI OUTPUT.

The route can answer with every error of the catalog, as the merged description of a real API would say.
"""

import json
import sys
from pathlib import Path

source, target = map(Path, sys.argv[1:])
document = json.loads(source.read_text())
components = document["components"]
keys = [
    schema["x-error-catalog"]["key"]
    for schema in components["schemas"].values()
    if "x-error-catalog" in schema
]
responses = {
    name.removeprefix("Error"): {"$ref": f"#/components/responses/{name}"}
    for name in components["responses"]
    if name.removeprefix("Error").isdigit()
}
document["paths"] = {
    "/_errors/{code}": {
        "get": {
            "operationId": "showError",
            "summary": "Send a documented error",
            "tags": ["errors"],
            "parameters": [
                {
                    "name": "code",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "enum": keys},
                },
            ],
            "responses": responses,
        },
    },
}
target.write_text(json.dumps(document))
