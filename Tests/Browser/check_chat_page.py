"""Judges the chat page as people use it: in Chromium, served by the canister Chat on a replica, through a gateway.

    check_chat_page.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import urllib.parse

from accessibility import does_not_scroll_sideways
from chat_stage import ChatStage
from checks import expect, expect_that
from trials import Trials, judge
from visitor import have_a_conversation

trials = Trials(seconds=900, each=300)


@trials("two people with identities of their own hear each other in a room, each message verified")
async def conversation(stage):
    stage.ann, stage.bob = await asyncio.gather(stage.visitor(room="tea"), stage.visitor(room="tea"))
    ann, bob = await stage.ann.principal, await stage.bob.principal
    expect_that(ann != bob, "two principals", ann)
    lines = [(stage.ann, "Is there any tea left?"), (stage.bob, "Plenty. Earl Grey or green?"), (stage.ann, "Green!")]
    await have_a_conversation(lines)
    for visitor in (stage.ann, stage.bob):
        seen = await visitor.messages()
        expect([one["words"] for one in seen], [text for _, text in lines], "messages in their order")
        expect([one["author"] for one in seen], [ann, bob, ann], "authors")
        expect([one["isOwn"] for one in seen], [speaker is visitor for speaker, _ in lines], "which are the own ones")
        expect([one["sequence"] for one in seen], [1, 2, 3], "sequence numbers")
        expect({one["mark"] for one in seen}, {"verified"}, "marks")


@trials("who comes and goes is told to all in the room")
async def members(stage):
    here = [await stage.ann.principal, await stage.bob.principal]
    carol = await stage.visitor(room="tea")
    with_carol = [*here, await carol.principal]
    await asyncio.gather(*(one.members_are(*with_carol) for one in (stage.ann, stage.bob, carol)))
    await carol.page.click("#leave-room")
    await asyncio.gather(*(one.members_are(*here) for one in (stage.ann, stage.bob)))
    await carol.join("tea")
    await stage.ann.members_are(*with_carol)
    # A page that is closed leaves as well.
    await stage.leaves(carol)
    await asyncio.gather(*(one.members_are(*here) for one in (stage.ann, stage.bob)))


@trials("what was said before one came is there, and said to be unverified; what comes then is verified")
async def history(stage):
    dave = await stage.visitor(room="tea")
    await dave.sees("Green!", mark="unverified")
    expect({one["mark"] for one in await dave.messages()}, {"unverified"}, "marks")
    await have_a_conversation([(dave, "What did I miss?"), (stage.bob, "Tea.")])
    await stage.leaves(dave)


@trials("messages in rooms that one does not look at are counted until one does")
async def unread(stage):
    await stage.bob.join("biscuits")
    for number in (1, 2):
        await stage.ann.say(f"Anybody? {number}")
        await stage.bob.unread_is("tea", number)
    expect(await stage.bob.unread("biscuits"), 0, "unread messages in the room that is looked at")
    await stage.bob.look_at("tea")
    await stage.bob.sees("Anybody? 2")
    await stage.bob.unread_is("tea", 0)


@trials("markup in messages and names of rooms stays text, and nothing of it is carried out")
async def markup(stage):
    evil = ("<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
            "<b>bold</b> &amp; javascript:alert(1) ${1+1}")
    await stage.ann.say(evil)
    await stage.bob.sees(evil)
    room = "<u onmouseover=alert(1)>room</u>"
    await stage.ann.join(room)
    await stage.ann.say("in an odd room")
    for visitor in (stage.ann, stage.bob):
        expect(await visitor.page.count(".words *, .name *, h1 *, #log img, #log script"), 0, "elements made of texts")
        expect_that("taken" not in await visitor.page.evaluate("document.title"), "the page's own title", "taken")
    await stage.ann.page.click("#leave-room")
    await stage.ann.look_at("tea")


@trials("long texts wrap, lines stay lines, and what is too long is said before it is sent")
async def long_texts(stage):
    await stage.ann.page.fill("#message-text", "first line")
    await stage.ann.page.press("Shift+Enter")
    await stage.ann.page.type("second line")
    await stage.ann.page.press("Enter")
    await stage.bob.sees("first line\nsecond line")
    await stage.ann.say("ö" * 500)
    await stage.bob.sees("ö" * 500)
    await does_not_scroll_sideways(stage.bob.page)
    await stage.ann.page.fill("#message-text", "ö" * 500 + "x")
    await stage.ann.page.wait_for("document.querySelector('#send-message').disabled", "a button that does not send")
    await stage.ann.page.wait_for_text("#composer-hint", "1,001")
    await stage.ann.page.press("Enter")
    expect((await stage.ann.messages())[-1]["words"], "ö" * 500, "the last message")
    await stage.ann.page.fill("#message-text", "")


@trials("an identity is kept when the page is loaded again, with the rooms that one was in")
async def reload(stage):
    before = await stage.bob.principal
    await stage.bob.page.reload()
    await stage.bob.connection_is("open")
    expect(await stage.bob.principal, before, "principal")
    await stage.bob.look_at("tea")
    expect(await stage.bob.page.count('#joined-rooms [data-room="biscuits"]'), 1, "the other room in the list")
    await have_a_conversation([(stage.bob, "Back again."), (stage.ann, "Welcome.")])


@trials("a link chooses neither gateway nor room: both are offered, and nothing is done before one agrees")
async def links(stage):
    far = "wss://gateway.example/"
    frank = await stage.visitor(far)
    await frank.page.wait_for_selector("#connection-dialog[open]")
    expect(await frank.page.at("#gateway-address", "(one) => one.value"), far, "the address that is offered")
    await frank.connection_is("closed")
    await frank.page.press("Escape")
    there = urllib.parse.urlsplit(far).netloc
    asked = [url for url in frank.page.complaints.requests if urllib.parse.urlsplit(url).netloc == there]
    expect(asked, [], "what was asked there")
    await stage.leaves(frank)
    # One on this machine is taken by a page of this machine; the room is not.
    await stage.leaves(await stage.visitor(room="quiet"))


@trials("pages ask the canister's own address, the replica and the gateway, and nobody else")
async def requests(stage):
    hosts = {urllib.parse.urlsplit(url).netloc for visitor in stage.visitors
             for url in visitor.page.complaints.requests if not url.startswith("data:")}
    own, gateway = (urllib.parse.urlsplit(url).netloc for url in (stage.address(), stage.gateway.url))
    expect(hosts, {own, gateway}, "hosts that were asked")


if __name__ == "__main__":
    judge(trials, ChatStage)
