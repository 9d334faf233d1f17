"""Where the checks of the chat page play: a replica with the canister Chat, a gateway, and a browser."""

import asyncio
import urllib.parse

from checks import Failed
from chromium import Chromium
from client import principals
from stage import Stage, sample
from visitor import Visitor, have_a_conversation


class ChatStage(Stage):
    def __init__(self, icws, folder):
        super().__init__(icws, folder)
        self.browser = Chromium()
        self.visitors = []

    def deploy_all(self):
        self.chat = self.scene.deploy(sample("Chat"))

    async def set_up(self):
        await super().set_up()
        await self.browser.start()

    def end(self):
        try:
            self.browser.end()
        finally:
            super().end()

    def told(self):
        seen = [visitor.page.complaints.errors for visitor in self.visitors]
        return f"{super().told()}\nWhat the pages complained of: {seen}"

    def address(self, gateway=None, **more):
        """The page as the canister serves it, with a gateway and other settings in its address."""
        query = urllib.parse.urlencode({"gateway": gateway or self.gateway.url, **more})
        return f"http://{principals.text_of(self.chat)}.localhost:{self.server.port}/?{query}"

    async def visitor(self, gateway=None, context=None, room=None, **emulated):
        """Somebody new, who has just come to the page; in a room if one is named."""
        settings = {} if room is None else {"room": room}
        visitor = Visitor(await self.browser.page(self.address(gateway, **settings), context, **emulated))
        self.visitors.append(visitor)
        if room is not None:
            await visitor.accept(room)
        return visitor

    async def leaves(self, visitor):
        """Closes the page, on which nothing may have gone wrong."""
        visitor.page.is_clean()
        self.visitors.remove(visitor)
        await self.browser.close(visitor.page)

    async def at_rest(self):
        """Nothing went wrong on any page."""
        for visitor in self.visitors:
            visitor.page.is_clean()
        loud = [visitor for visitor in self.visitors if await visitor.page.evaluate(
            "!document.querySelector('#failure').hidden")]
        if loud:
            raise Failed(f"expected no notice of failure, got {await loud[0].page.text('#failure')!r}")


class Tearoom(ChatStage):
    """One on which two have talked in a room already."""

    async def set_up(self):
        await super().set_up()
        self.ann, self.bob = await asyncio.gather(self.visitor(room="tea"), self.visitor(room="tea"))
        await have_a_conversation([(self.ann, "Is there any tea left?"), (self.bob, "ö" * 500)])
