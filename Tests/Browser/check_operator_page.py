"""Judges the page for a gateway's operator in a browser: its figures are those of what goes on, and it works by
keyboard, for assistive technology, in the dark and on a phone.

    check_operator_page.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import re

import accessibility
from checks import expect, expect_that
from chromium import Chromium
from client import principals
from ping_pong import converse
from stage import Stage, closes_well
from trials import Trials, judge

trials = Trials()
LIVE = "document.documentElement.dataset.figures === 'live'"


class PageStage(Stage):
    """With a browser that shows the page all the while."""

    def __init__(self, icws, folder):
        super().__init__(icws, folder, "--max-connections", "3", "--max-connections-per-address", "3")
        self.browser = Chromium()

    async def set_up(self):
        await super().set_up()
        await self.browser.start()
        self.address = f"http://127.0.0.1:{self.gateway.metrics_port}"
        self.page = await self.another()

    async def another(self, **emulated):
        page = await self.browser.page(f"{self.address}/", **emulated)
        await page.wait_for(LIVE)
        return page

    def end(self):
        self.browser.end()
        super().end()

    async def shows(self, figure, text):
        await self.page.wait_for(f"document.querySelector('[data-figure=\"{figure}\"]').textContent === '{text}'",
                                 f"{text!r} as {figure}")

    async def cell(self, table, row, column, text):
        """A cell, of the row with a key, has a text."""
        await self.page.wait_for(
            f"document.querySelector('#{table} [data-key=\"{row}\"]')?.cells[{column}].textContent === '{text}'",
            f"{text!r} in column {column} of {row} in {table}")


@trials("it tells whose gateway it is, and that it is ready")
async def facts(stage):
    client = await stage.client(stage.ping_pong).open()
    await stage.shows("principal", principals.text_of(client.gateway))
    await stage.shows("listen", stage.gateway.url)
    expect(await stage.page.text("#status"), "Ready", "status")
    expect(await stage.page.evaluate("document.title"), "Ready – gateway", "title")
    await closes_well(stage, client)


@trials("sessions, canisters, messages and closes are shown as they come and go")
async def live(stage):
    await stage.shows("sessions", "0")
    canister = principals.text_of(stage.ping_pong)
    talkers = [await stage.talker() for _ in range(2)]
    await stage.shows("sessions", "2")
    await stage.shows("canisters", "1")
    await stage.cell("canisters", canister, 1, "2")
    for talker in talkers:
        await converse(talker, ["one", "two", "three"])
    await stage.cell("canisters", canister, 4, "6")
    # To each that it is open, the first words, and three answers.
    await stage.cell("canisters", canister, 5, "10")
    await stage.cell("canisters", canister, 9, "answers")
    drawn = await stage.page.evaluate(
        "[...document.querySelectorAll('.spark .line')].filter((line) => line.getAttribute('d')).length")
    expect_that(drawn >= 7, "lines of what was", drawn)
    for talker in talkers:
        await closes_well(stage, talker)
    await stage.shows("sessions", "0")
    await stage.page.wait_for_text("#canisters", "No canister has clients here now.")
    await stage.page.wait_for(
        "Number(document.querySelector('#closes [data-key=\"1000\"]')?.cells[3].textContent) >= 3")


@trials("a line tells the value under the pointer, and when it was")
async def pointed_at(stage):
    tile = "#tiles .tile:has([data-figure=memory])"
    place = await stage.page.at(f"{tile} .spark", """(line) => {
      line.scrollIntoView({ block: 'center' });
      const box = line.getBoundingClientRect();
      return { x: box.right - 6, y: box.y + box.height / 2 };
    }""")
    move = lambda x, y: stage.page.send("Input.dispatchMouseEvent", type="mouseMoved", button="none", x=x, y=y)
    await move(place["x"], place["y"])
    told = await stage.page.text(f"{tile} p")
    expect_that(re.fullmatch(r"[0-9.]+ MiB at \d\d:\d\d:\d\d", told), "a size and a time", told)
    # The figures that come next leave it there.
    seen = await stage.page.text("#updated")
    await stage.page.wait_for(f"document.querySelector('#updated').textContent !== '{seen}'")
    expect_that(" at " in await stage.page.text(f"{tile} p"), "a time still", told)
    await move(5, 5)
    await stage.page.wait_for_text(f"{tile} p", "open descriptors")


@trials("a limit shows how near it is, and how often it was reached")
async def limits(stage):
    talkers = [await stage.talker() for _ in range(3)]
    for _ in range(2):
        raw = await stage.raw().open()
        expect(await raw.closing(), 1013, "close code")
    await stage.cell("limits", "sockets", 2, "3 of 3")
    await stage.cell("limits", "sockets", 4, "2")
    await stage.page.wait_for("document.querySelector('#limits [data-key=\"sockets\"] .bar').dataset.level === 'full'")
    await stage.cell("closes", "1013", 4, "2")
    for talker in talkers:
        await closes_well(stage, talker)
    await stage.cell("limits", "sockets", 2, "0 of 3")


@trials("the settings are there, those that were set among them")
async def settings(stage):
    await stage.page.click("#settings-part summary")
    await stage.cell("settings", "max-connections", 1, "3")
    await stage.cell("settings", "max-connections", 2, "set")
    await stage.cell("settings", "idle-timeout", 1, "15m")
    await stage.cell("settings", "idle-timeout", 2, "")


@trials("it stands still when it is told to, by keyboard alone, and goes on")
async def paused(stage):
    page = await stage.another()
    await page.press("Tab")
    expect(await page.focused(), "pause", "what comes first for the keyboard")
    await page.press("Enter")
    await page.wait_for("document.documentElement.dataset.figures === 'paused'")
    expect(await page.at("#pause", "(button) => button.getAttribute('aria-pressed')"), "true", "aria-pressed")
    talker = await stage.talker()
    await stage.shows("sessions", "1")
    expect(await page.text("[data-figure=sessions]"), "0", "sessions on the page that stands still")
    await page.press("Enter")
    await page.wait_for("document.querySelector('[data-figure=sessions]').textContent === '1'")
    await closes_well(stage, talker)
    page.is_clean()
    await stage.browser.close(page)


@trials("every control has a name, in light and dark all can be read, and a phone does not scroll to the side")
async def for_all(stage):
    talker = await stage.talker()
    for emulated in ({}, {"dark": True}, {"width": 320, "height": 640, "mobile": True}, {"width": 768}):
        page = await stage.another(reduced_motion=True, **emulated)
        await page.wait_for_selector("#canisters code")
        await page.click("#settings-part summary")
        roles = await accessibility.every_control_has_a_name(page)
        expect_that({"button", "table", "meter", "region", "link"} <= set(roles), "controls of each kind", roles)
        looked = await accessibility.contrast_is_enough(page)
        expect_that(looked > 100, "many texts", looked)
        await accessibility.does_not_scroll_sideways(page)
        page.is_clean()
        await stage.browser.close(page)
    await closes_well(stage, talker)


@trials("nothing is asked of anybody else, and nothing went wrong")
async def alone(stage):
    stage.page.is_clean()
    strangers = [url for url in stage.page.complaints.requests if not url.startswith(f"{stage.address}/")]
    expect(strangers, [], "requests elsewhere")
    asked = [url for url in stage.page.complaints.requests if url == f"{stage.address}/figures"]
    expect_that(len(asked) > 3, "figures that were asked for again and again", asked)


# What the table of canisters says of the pace, each time that it changes: two cells of the row.
NOTE_PACES = """(() => {
  const table = document.querySelector('#canisters');
  window.paces = [];
  new MutationObserver(() => {
    const row = table.querySelector('[data-key="CANISTER"]');
    if (row) window.paces.push([row.cells[2].textContent, row.cells[3].textContent]);
  }).observe(table, { childList: true, characterData: true, subtree: true });
})()"""


@trials("when the gateway goes the page says so, and is there again with it", at_rest=False)
async def goes(stage):
    canister = principals.text_of(stage.ping_pong)
    talker = await stage.talker()
    await converse(talker, [f"message {number}" for number in range(9)])
    await stage.cell("canisters", canister, 4, "9")
    # It stands still with these figures, and goes on with those of another process, whose counters began again.
    await stage.page.click("#pause")
    await stage.page.wait_for("document.documentElement.dataset.figures === 'paused'")
    expect(await stage.page.text("#canisters [data-key] td:nth-child(5)"), "9", "messages before")
    stage.gateway.kill()
    await asyncio.to_thread(stage.gateway.start)
    talker = await stage.talker()
    await converse(talker, ["one"])
    await stage.page.evaluate(NOTE_PACES.replace("CANISTER", canister))
    await stage.page.click("#pause")
    await stage.page.wait_for(LIVE)
    await stage.cell("canisters", canister, 4, "1")
    paces = await stage.page.evaluate("window.paces")
    expect(paces[:1], [["0", "0"]], "a pace that is not below zero")
    stage.gateway.kill()
    await stage.page.wait_for("document.documentElement.dataset.figures === 'lost'")
    expect(await stage.page.text("#status"), "The gateway does not answer", "status")
    # Nor does it answer because the page stands still.
    await stage.page.click("#pause")
    await stage.page.wait_for("document.querySelector('#pause').getAttribute('aria-pressed') === 'true'")
    expect(await stage.page.text("#status"), "The gateway does not answer", "status while the page stands still")
    await stage.page.click("#pause")
    await asyncio.to_thread(stage.gateway.start)
    await stage.page.wait_for(LIVE)
    expect(await stage.page.text("#status"), "Ready", "status")
    stage.page.is_clean("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE", "ERR_SOCKET")


if __name__ == "__main__":
    judge(trials, PageStage)
