"""Judges what the chat page does when the gateway is gone for a while, and when somebody between it and the page means
ill.

    check_chat_faults.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio

from chat_stage import Tearoom
from checks import expect, expect_that
from meddling_relay import meddling
from trials import Trials, judge
from visitor import have_a_conversation

trials = Trials(seconds=900, each=300)


@trials("when the gateway is killed pages say so, and go on when it is back: nothing is lost or there twice")
async def gateway_killed(stage):
    pages = (stage.ann, stage.bob)
    await have_a_conversation([(stage.ann, "before one"), (stage.bob, "before two")])
    stage.gateway.kill()
    await asyncio.gather(*(one.connection_is("connecting", "failed") for one in pages))
    words = await stage.ann.page.text("#connection-status")
    expect_that(words not in ("Connected", ""), "words that tell of no connection", words)
    # Somebody whose gateway is another one goes on meanwhile.
    async with stage.other_gateway() as other:
        eve = await stage.visitor(other.url, room="tea")
        await eve.say("said meanwhile")
        await asyncio.to_thread(stage.gateway.start)
        await asyncio.gather(*(one.connection_is("open") for one in pages))
        for one in pages:
            await one.is_in("tea")
            await one.sees("said meanwhile", mark="unverified")
        await have_a_conversation([(stage.ann, "after one"), (stage.bob, "after two"), (eve, "after three")])
        await stage.leaves(eve)
    said = ["before one", "before two", "said meanwhile", "after one", "after two", "after three"]
    for one in pages:
        expect([message["words"] for message in await one.messages()][-6:], said, "the last messages")
        one.page.is_clean("WebSocket", "ERR_CONNECTION_REFUSED")
        one.page.forgive()


async def is_warned(visitor, *words):
    """The page has stopped, and tells why."""
    await visitor.connection_is("failed")
    await visitor.page.wait_for_selector("#failure[data-kind=breach]")
    told = await visitor.page.text("#failure")
    expect_that(all(word in told for word in words), f"a notice with {words}", told)


async def shows_nothing_of(visitor, *words):
    shown = await visitor.page.evaluate("document.documentElement.textContent")
    expect([word for word in words if word in shown], [], "words of the message that are on the page")


@trials("a relay that changes one letter is found out: the page says so, and shows nothing of the message")
async def tampered(stage):
    async with meddling(stage.gateway.url, with_another_letter) as (url, changed):
        mallory = await stage.visitor(url, room="tea")
        await have_a_conversation([(stage.ann, "nothing changed here"), (mallory, "nor here")])
        await stage.ann.say("the invoice is paid")
        await is_warned(mallory, "verification", "its hash is another")
        expect(len(changed), 1, "changed frames")
        await shows_nothing_of(mallory, "invoice", "hnvoice", "is paid")
        # It does not come back by itself, but at an honest gateway if the user wants it.
        await mallory.page.click("#failure button")
        await mallory.page.fill("#gateway-address", stage.gateway.url)
        await mallory.page.press("Enter")
        await mallory.connection_is("open")
        await mallory.sees("the invoice is paid", mark="unverified")
        await have_a_conversation([(mallory, "honest again"), (stage.ann, "glad to hear")])
        await stage.leaves(mallory)


@trials("a relay that leaves a message out, or repeats one, is found out by the next one")
async def left_out_and_repeated(stage):
    for number, change in enumerate((left_out, repeated)):
        async with meddling(stage.gateway.url, change) as (url, changed):
            mallory = await stage.visitor(url, room="tea")
            # Else a slow history may bring what the relay leaves out, or tell it before the relay does.
            await mallory.sees("ö" * 500, mark="unverified")
            await stage.ann.say(f"invoice {number}")
            await stage.ann.say(f"thanks {number}")
            await is_warned(mallory, "left out, repeated, or put into another order")
            expect_that(len(changed) > 0, "changed frames", len(changed))
            await shows_nothing_of(mallory, f"thanks {number}")
            expect(await mallory.page.count("#log .message") > 0, True, "what was verified before is there")
            stage.visitors.remove(mallory)
            await stage.browser.close(mallory.page)


def with_another_letter(fields):
    content = fields.get("content", b"")
    place = content.find(b"invoice")
    if place < 0:
        return [fields]
    return [{**fields, "content": content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]}]


def left_out(fields):
    return [] if b"invoice" in fields.get("content", b"") else [fields]


def repeated(fields):
    return [fields] * 2 if b"invoice" in fields.get("content", b"") else [fields]


if __name__ == "__main__":
    judge(trials, Tearoom)
