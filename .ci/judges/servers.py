#!/usr/bin/env python3
"""Runs a command while the example servers run: servers.py FOLDER COMMAND…

FOLDER has the binaries of the servers. The command finds their addresses as JSON in the variable `SERVERS`:

    {"admin": {"url": "http://127.0.0.1:40001", "tomorrow": "http://127.0.0.1:40002"}, …}

Each server answers to `/_errors/KEY` with the documented example of an error. The server at `tomorrow` sends the same
responses, but adds `_tomorrow` to each text in a body, so a client knows none of the errors. All servers stop when the
command ends.
"""

import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAMES = ["admin", "lomi", "lumoauth", "voyager"]


def start(binary):
    """Starts a server on a free port, and returns the process and the address."""
    server = subprocess.Popen(
        [binary],
        env={**os.environ, "ADDR": "127.0.0.1:0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    for line in server.stdout:
        if line.startswith("listening on "):
            # The server would block on a full pipe.
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return server, line.removeprefix("listening on ").strip()
    raise SystemExit(f"{binary} does not print its address")


def start_tomorrow(url):
    """Starts the server of tomorrow, which asks the server at this address."""

    class Tomorrow(BaseHTTPRequestHandler):
        def do_GET(self):
            request = urllib.request.Request(url + self.path, headers=dict(self.headers))
            try:
                answer = urllib.request.urlopen(request, timeout=10)
            except urllib.error.HTTPError as error:
                answer = error
            body = json.dumps(rename(json.load(answer))).encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in ("content-length", "date"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tomorrow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def rename(value):
    """Changes each text in a JSON value."""
    match value:
        case str():
            return f"{value}_tomorrow"
        case dict():
            return {key: rename(member) for key, member in value.items()}
        case list():
            return [rename(element) for element in value]
    return value


def main():
    folder, *command = sys.argv[1:]
    processes, servers = [], {}
    try:
        for name in NAMES:
            process, url = start(os.path.join(folder, name))
            processes.append(process)
            servers[name] = {"url": url, "tomorrow": start_tomorrow(url)}
        return subprocess.run(command, env={**os.environ, "SERVERS": json.dumps(servers)}).returncode
    finally:
        for process in processes:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
