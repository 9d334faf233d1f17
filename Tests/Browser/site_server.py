"""A web server for tests, on this machine alone: folders, each below a path of its own."""

import contextlib
import functools
import http.server
import pathlib
import threading

# As what the canister says with its files, without the word about frames around the page.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; "
          "base-uri 'none'; form-action 'none'")
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
         ".css": "text/css; charset=utf-8", ".json": "application/json"}
BLANK = b"<!doctype html><html lang=en><title>Tests</title><link rel=icon href='data:,'>"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folders, *arguments):
        self.folders = folders
        super().__init__(*arguments)

    def do_GET(self):
        status, kind, body = self.found(self.path.partition("?")[0])
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))),
                            ("Content-Security-Policy", POLICY), ("Cache-Control", "no-store")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def found(self, path):
        if path == "/blank":
            return 200, TYPES[".html"], BLANK
        for prefix, folder in self.folders.items():
            file = (folder / (path.removeprefix(prefix) or "index.html")).resolve()
            if path.startswith(prefix) and file.is_relative_to(folder) and file.is_file():
                return 200, TYPES.get(file.suffix, "application/octet-stream"), file.read_bytes()
        return 404, "text/plain", b"not found"

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(folders):
    """`folders`: by the paths below which their files are, such as {"/": "Site"}. Gives the address, without a slash at
    the end; an empty page is at `/blank`."""
    folders = {prefix: pathlib.Path(folder).resolve() for prefix, folder in folders.items()}
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, folders))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
