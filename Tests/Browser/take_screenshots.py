"""Takes pictures of the chat page with two people in conversation: `light.png`, `dark.png` and `phone.png` in a folder.

    take_screenshots.py ICWS FOLDER
"""

import asyncio
import pathlib
import sys
import tempfile

from chat_stage import ChatStage
from visitor import have_a_conversation

ROOM, OTHER_ROOM = "lobby", "swift"
BEFORE = "Is anybody here already?"
CONVERSATION = [
    "Good morning! Did the upgrade of the canister go through?",
    "It did. Both of us stayed connected meanwhile, and nothing was lost.",
    "And the mark beside each message is the network’s certificate?",
    "Yes: signature, tree, hash and number are checked in this page before anything is shown.",
    "So whoever runs the gateway cannot put words into your mouth.",
]


async def take(stage, folder):
    await stage.set_up()
    one = await stage.visitor(room=ROOM, reduced_motion=True)
    await one.say(BEFORE)
    other = await stage.visitor(room=ROOM, reduced_motion=True)
    await other.join(OTHER_ROOM)
    await other.look_at(ROOM)
    await one.join(OTHER_ROOM)
    await one.look_at(ROOM)
    await have_a_conversation([((other, one)[number % 2], text) for number, text in enumerate(CONVERSATION)])
    await one.join(OTHER_ROOM)
    await one.say("A question about typed throws, when you have time.")
    await other.unread_is(OTHER_ROOM, 1)
    page = other.page
    await page.evaluate("document.activeElement.blur()")
    await page.screenshot(folder / "light.png")
    await page.emulate(dark=True)
    await page.screenshot(folder / "dark.png")
    await page.emulate(dark=False, width=390, height=844, mobile=True, scale=2)
    await page.screenshot(folder / "phone.png")


def main():
    icws, folder = sys.argv[1:]
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as state, asyncio.Runner() as runner:
        stage = ChatStage(icws, state)
        try:
            runner.run(take(stage, pathlib.Path(folder)))
        finally:
            stage.end()


if __name__ == "__main__":
    main()
