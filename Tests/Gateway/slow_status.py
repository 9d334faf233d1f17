"""A network that takes its time to tell its root key, as one at the other end of the world does."""

import asyncio

from client import transport


class SlowStatus:
    """Answers GET /api/v2/status as the replica does, so much later."""

    def __init__(self, url, seconds):
        self.target, self.seconds, self.asked = url, seconds, 0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_):
        self.server.close()

    async def answer(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        method, path, _ = head.split(b" ", 2)
        self.asked += (method, path) == (b"GET", b"/api/v2/status")
        await asyncio.sleep(self.seconds)
        response = await asyncio.to_thread(transport.exchange, self.target, method.decode(), path.decode())
        writer.write(
            b"HTTP/1.1 %d OK\r\nContent-Type: application/cbor\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            % (response.status, len(response.body)) + response.body)
        await writer.drain()
        writer.close()
