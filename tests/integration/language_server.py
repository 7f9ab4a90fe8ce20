"""What a language server publishes for a file: language_server.py FILE COMMAND...

A line "line:column:level:code" for each diagnostic, from 1, columns in characters.
"""

import json
import os
import re
import subprocess
import sys

LEVELS = {1: "error", 2: "warning", 3: "note", 4: "note"}


def send(server, method, params, number=None):
    message = {"jsonrpc": "2.0", "method": method, "params": params}
    if number is not None:
        message["id"] = number
    body = json.dumps(message).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    server.stdin.flush()


def receive(server):
    length = 0
    while True:
        line = server.stdout.readline().strip()
        if not line:
            return json.loads(server.stdout.read(length))
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])


def main():
    path = os.path.abspath(sys.argv[1])
    with open(path, encoding="utf-8") as file:
        text = file.read()
    server = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    root = "file://" + os.path.dirname(path)
    send(server, "initialize", {"processId": os.getpid(), "rootUri": root,
                                "capabilities": {}}, 1)
    while receive(server).get("id") != 1:
        pass
    send(server, "initialized", {})
    send(server, "textDocument/didOpen", {"textDocument": {
        "uri": "file://" + path, "languageId": "python", "version": 1, "text": text}})
    message = {}
    while message.get("method") != "textDocument/publishDiagnostics":
        message = receive(server)
    for found in message["params"]["diagnostics"]:
        start = found["range"]["start"]
        code = found.get("code") or re.search(r"MEM\d+", found["message"]).group()
        print(start["line"] + 1, start["character"] + 1, LEVELS[found["severity"]],
              code, sep=":")
    server.kill()


if __name__ == "__main__":
    main()
