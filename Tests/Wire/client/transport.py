"""Plain HTTP/1.1, one connection a request: what is sent and got is seen whole."""

import http.client
import urllib.parse

CBOR_TYPE = "application/cbor"
TIMEOUT = 120


class Response:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        """A header's value, or `None`."""
        return self.headers.get(name.lower())

    @property
    def content_type(self):
        """Without its parameters."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


def exchange(url, method, path, body=None, headers=None):
    """Sends exactly these headers, and those that HTTP/1.1 itself demands."""
    has_host = any(name.lower() == "host" for name in headers or {})
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=TIMEOUT)
    try:
        connection.putrequest(method, path, skip_host=has_host, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None and not any(name.lower() == "transfer-encoding" for name in headers or {}):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        try:
            if body is not None:
                connection.send(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # One who refuses a body may answer before it has come to its end.
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, received, response.read())
    finally:
        connection.close()


def post_cbor(url, path, body, **headers):
    return exchange(url, "POST", path, body, {"Content-Type": CBOR_TYPE, **headers})
