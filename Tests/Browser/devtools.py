"""The DevTools protocol over a browser's pipe: commands with their answers, and events."""

import asyncio
import itertools
import json

# A screenshot comes as one message.
MAXIMUM_MESSAGE = 64 << 20
PATIENCE = 120


class ProtocolError(Exception):
    """A command that the browser refused, or a browser that is gone."""


class DevTools:
    """`reader` and `writer`: of the browser's pipe, on which each message ends with a zero byte."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.numbers, self.waiting, self.listeners = itertools.count(1), {}, {}
        self.listening = asyncio.ensure_future(self.listen())

    async def listen(self):
        try:
            while True:
                message = json.loads((await self.reader.readuntil(b"\0"))[:-1])
                if "id" in message:
                    self.answered(message)
                else:
                    for listener in self.listeners.get((message.get("sessionId"), message["method"]), []):
                        listener(message["params"])
        except (asyncio.IncompleteReadError, OSError):
            for answer in self.waiting.values():
                if not answer.done():
                    answer.set_exception(ProtocolError("the browser is gone"))

    def answered(self, message):
        answer = self.waiting.pop(message["id"], None)
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(ProtocolError(message["error"].get("message", "no message")))
        else:
            answer.set_result(message["result"])

    def on(self, session, event, listener):
        """Calls `listener` with what comes with each event of that name."""
        self.listeners.setdefault((session, event), []).append(listener)

    async def send(self, method, session=None, **parameters):
        """A command; what it answers."""
        number = next(self.numbers)
        command = {"id": number, "method": method, "params": parameters}
        if session is not None:
            command["sessionId"] = session
        self.waiting[number] = asyncio.get_running_loop().create_future()
        if self.listening.done():
            raise ProtocolError(f"{method}: the browser is gone")
        self.writer.write(json.dumps(command).encode() + b"\0")
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.waiting[number]
        except TimeoutError:
            raise ProtocolError(f"{method} was not answered in {PATIENCE} s") from None
        except ProtocolError as error:
            raise ProtocolError(f"{method}: {error}") from None
        finally:
            self.waiting.pop(number, None)
