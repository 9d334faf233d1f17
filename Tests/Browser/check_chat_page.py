"""Judges the chat page as people use it: in Chromium, served by the canister Chat on a replica, through a gateway.

    check_chat_page.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import urllib.parse

from accessibility import contrast_is_enough, does_not_scroll_sideways, every_control_has_a_name
from checks import expect, expect_that
from chat_stage import ChatStage
from tampering_relay import tampering
from trials import Trials, judge
from visitor import have_a_conversation

trials = Trials(seconds=400)
DIALOGS = ("connection-dialog", "identity-dialog", "verification-dialog")


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
        made = await visitor.page.evaluate("document.querySelectorAll('.words *, .name *, h1 *, #log img, #log script').length")
        expect(made, 0, "elements that came out of texts")
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


@trials("a relay that changes one letter is found out: the page says so, and shows nothing of the message")
async def tampered(stage):
    async with tampering(stage.gateway.url, "invoice") as (url, changed):
        mallory = await stage.visitor(url, room="tea")
        await have_a_conversation([(stage.ann, "nothing changed here"), (mallory, "nor here")])
        await stage.ann.say("the invoice is paid")
        await mallory.connection_is("failed")
        await mallory.page.wait_for_selector("#failure[data-kind=breach]")
        expect(len(changed), 1, "changed frames")
        shown = await mallory.page.evaluate("document.documentElement.textContent")
        for word in ("invoice", "hnvoice", "is paid"):
            expect(word in shown, False, f"that {word!r} of the message is on the page")
        expect_that("hash" in await mallory.page.text("#failure"), "the reason", await mallory.page.text("#failure"))
        # It does not come back by itself, but at an honest gateway if the user wants it.
        await mallory.page.click("#failure button")
        await mallory.page.fill("#gateway-address", stage.gateway.url)
        await mallory.page.press("Enter")
        await mallory.connection_is("open")
        await mallory.sees("the invoice is paid", mark="unverified")
        await have_a_conversation([(mallory, "honest again"), (stage.ann, "glad to hear")])
        await stage.leaves(mallory)


@trials("the keyboard alone is enough: to join, write, look at the proof, and leave")
async def keyboard(stage):
    visitor = await stage.visitor()
    await visitor.connection_is("open")
    page = visitor.page
    await visitor.tab_to("room-name")
    await page.type("keys")
    await page.press("Enter")
    await visitor.is_in("keys")
    await visitor.tab_to("message-text")
    await page.type("typed")
    await page.press("Enter")
    await visitor.sees("typed")
    expect(await page.focused(), "message-text", "focus after sending")
    await page.press("Shift+Tab")
    await page.wait_for("document.activeElement.id === 'log'", "focus on the log")
    await page.press("ArrowUp", "Enter")
    await page.wait_for_selector("#details-dialog[open]")
    await page.press("Escape")
    await page.wait_for("!document.querySelector('#details-dialog').open", "a dialog that Escape closed")
    expect_that(await page.evaluate("document.activeElement.matches('.mark')"), "focus back on the mark", "elsewhere")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    expect_that(outline != "none", "a focus that is to be seen", outline)
    await page.press("Escape")
    for _ in range(10):
        if await page.focused() == "leave-room":
            break
        await page.press("Shift+Tab")
    await page.press("Enter")
    await page.wait_for("document.querySelectorAll('#joined-rooms li').length === 0", "no rooms")
    await stage.leaves(visitor)


async def in_each_dialog(page, judge):
    """Judges the page, and each of its dialogs."""
    await judge(page)
    for dialog in DIALOGS:
        await page.click(f"[data-open={dialog}]")
        await page.wait_for_selector(f"#{dialog}[open]")
        await judge(page)
        await page.press("Escape")
        await page.wait_for(f"!document.querySelector('#{dialog}').open", "a closed dialog")


@trials("assistive technology is told the name of every control, the log, and what a message's mark says")
async def names(stage):
    await in_each_dialog(stage.ann.page, every_control_has_a_name)
    roles = set(await every_control_has_a_name(stage.ann.page))
    missing = {"button", "textbox", "log", "navigation"} - roles
    expect(missing, set(), "roles that are not there")
    mark = await stage.ann.page.evaluate("[...document.querySelectorAll('.message .mark')].at(-1).ariaLabel")
    expect_that("Verified" in mark, "a mark that says what is known", mark)
    expect(await stage.ann.page.evaluate("document.documentElement.lang"), "en", "language")


@trials("contrast is enough in the light and in the dark, on the page and in its dialogs")
async def contrast(stage):
    await stage.bob.page.emulate(reduced_motion=True)
    for dark in (False, True):
        await stage.bob.page.emulate(dark=dark)
        expect(await stage.bob.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"), dark, "dark mode")
        await in_each_dialog(stage.bob.page, contrast_is_enough)
    background = await stage.bob.page.evaluate("getComputedStyle(document.body).backgroundColor")
    await stage.bob.page.emulate(dark=False)
    expect_that(background != await stage.bob.page.evaluate("getComputedStyle(document.body).backgroundColor"),
                "another background in the dark", background)


@trials("on a phone nothing is wider than the screen: rooms, conversation, members and dialogs")
async def phone(stage):
    await asyncio.gather(*(on_a_phone(stage, width) for width in (320, 375)))


async def on_a_phone(stage, width):
    visitor = await stage.visitor(width=width, height=640, mobile=True)
    await visitor.connection_is("open")
    page = visitor.page
    await in_each_dialog(page, does_not_scroll_sideways)
    await visitor.join("tea")
    await visitor.sees("ö" * 500, mark="unverified")
    await does_not_scroll_sideways(page)
    await visitor.say(f"from a phone, {width} wide: " + "https://example.org/" + "a" * 90)
    await does_not_scroll_sideways(page)
    await page.click("#show-members")
    await page.wait_for_selector("#member-list [data-principal]")
    await does_not_scroll_sideways(page)
    await page.click("#hide-members")
    await page.click("#show-rooms")
    await page.wait_for_selector("#joined-rooms [data-room=tea]")
    await stage.leaves(visitor)


@trials("nothing moves for those who do not want it")
async def stillness(stage):
    await stage.bob.page.emulate(reduced_motion=True)
    await have_a_conversation([(stage.ann, "moving?"), (stage.bob, "no")])
    moving = await stage.bob.page.evaluate(
        "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 10).length")
    expect(moving, 0, "animations")
    await stage.bob.page.emulate(reduced_motion=False)


@trials("pages ask the canister's own address, the replica and the gateway, and nobody else")
async def requests(stage):
    hosts = {urllib.parse.urlsplit(url).netloc for visitor in stage.visitors
             for url in visitor.page.complaints.requests if not url.startswith("data:")}
    own = urllib.parse.urlsplit(stage.address()).netloc
    expect(hosts - {own}, set(), "other hosts that were asked")


if __name__ == "__main__":
    judge(trials, ChatStage)
