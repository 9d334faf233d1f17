"""Somebody at the chat page: what they do, and what they see."""

import asyncio
import json

from checks import expect

# The messages of the room that is looked at, as `index.html` promises them to scripts.
MESSAGES = """[...document.querySelectorAll('#log .message')].map((one) => ({
  words: one.querySelector('.words').textContent, mark: one.dataset.mark, isOwn: 'own' in one.dataset,
  author: one.dataset.author, sequence: Number(one.dataset.sequence) }))"""

MEMBERS = "[...document.querySelectorAll('#member-list [data-principal]')].map((one) => one.dataset.principal)"


class Visitor:
    def __init__(self, page):
        self.page = page

    @property
    async def principal(self):
        return await self.page.evaluate("document.querySelector('#own-principal').textContent")

    async def connection_is(self, *states):
        wanted = json.dumps(states)
        await self.page.wait_for(
            f"{wanted}.includes(document.documentElement.dataset.connection)", f"a connection that is one of {states}")

    async def join(self, room):
        """Returns when the canister has said that they are in."""
        await self.page.fill("#room-name", room)
        await self.page.press("Enter")
        await self.is_in(room)

    async def accept(self, room):
        """Joins the room that a link leads to: the page asks first."""
        await self.page.wait_for(
            f"document.querySelector('#room-name').value === {json.dumps(room)}", f"the offer to join {room}")
        await self.page.wait_for_text("#room-hint", "link")
        expect(await self.page.count("#joined-rooms li"), 0, "rooms that were joined without asking")
        await self.page.click("#room-form button")
        await self.is_in(room)

    async def is_in(self, room):
        await self.page.wait_for(
            f"document.querySelector('#room-title').textContent === {json.dumps(room)} && {MEMBERS}"
            ".includes(document.querySelector('#own-principal').textContent)", f"to be a member of {room}")

    async def look_at(self, room):
        """Chooses one of the rooms that they are in."""
        await self.page.click(f'#joined-rooms [data-room="{room}"]')
        await self.is_in(room)

    async def write(self, text):
        await self.page.fill("#message-text", text)
        await self.page.press("Enter")

    async def say(self, text):
        """Returns when it has come back, verified."""
        await self.write(text)
        await self.sees(text)

    async def messages(self):
        return await self.page.evaluate(MESSAGES)

    async def sees(self, text, mark="verified"):
        """Waits for a message and its mark; the message."""
        message = f"{MESSAGES}.find(({{ words, mark }}) => words === {json.dumps(text)} && mark === {json.dumps(mark)})"
        return await self.page.wait_for(message, f"the {mark} message {text!r}")

    async def members(self):
        return await self.page.evaluate(MEMBERS)

    async def members_are(self, *principals):
        await self.page.wait_for(
            f"{MEMBERS}.sort().join() === {json.dumps(','.join(sorted(principals)))}", f"the members {principals}")

    async def unread(self, room):
        return int(await self.page.at(f'#joined-rooms [data-room="{room}"]', "(one) => one.dataset.unread ?? 0"))

    async def unread_is(self, room, count):
        await self.page.wait_for(
            f"""(document.querySelector('#joined-rooms [data-room="{room}"]')?.dataset.unread ?? '0') === '{count}'""",
            f"{count} unread messages in {room}")

    async def tab_to(self, name, limit=40):
        """Presses the Tab key until something has the focus."""
        for _ in range(limit):
            if await self.page.focused() == name:
                return
            await self.page.press("Tab")
        expect(await self.page.focused(), name, f"focus after {limit} times Tab")


async def have_a_conversation(lines):
    """Each line is somebody and what they say; returns when all of them see all, in this order."""
    for visitor, text in lines:
        await visitor.say(text)
        await asyncio.gather(*(other.sees(text) for other, _ in lines))
