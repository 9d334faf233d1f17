"""Judges whether everybody can use the chat page: by keyboard, with assistive technology, in the dark, on a phone.

    check_chat_access.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio

from accessibility import contrast_is_enough, does_not_scroll_sideways, every_control_has_a_name
from chat_stage import Tearoom
from checks import expect, expect_that
from trials import Trials, judge
from visitor import have_a_conversation

trials = Trials(seconds=900, each=300)
MOVING = "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 10).length"
DIALOGS = ("connection-dialog", "identity-dialog", "verification-dialog")


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
    await have_a_conversation([(stage.ann, "moving?"), (stage.bob, "no")])
    pages = (stage.ann, stage.bob)
    await asyncio.gather(*(one.page.emulate(reduced_motion=one is stage.bob) for one in pages))
    # While a page waits for its gateway, a dot moves for those who do not mind.
    stage.gateway.kill()
    await asyncio.gather(*(one.connection_is("connecting") for one in pages))
    await stage.ann.page.wait_for(f"{MOVING} > 0", "motion where it is not unwelcome")
    expect(await stage.bob.page.evaluate(MOVING), 0, "animations")
    await stage.bob.page.emulate(reduced_motion=False)
    await stage.bob.page.wait_for(f"{MOVING} > 0", "motion as soon as it is welcome")
    await asyncio.to_thread(stage.gateway.start)
    await asyncio.gather(*(one.connection_is("open") for one in pages))
    for one in pages:
        one.page.is_clean("WebSocket", "ERR_CONNECTION_REFUSED")
        one.page.forgive()


if __name__ == "__main__":
    judge(trials, Tearoom)
