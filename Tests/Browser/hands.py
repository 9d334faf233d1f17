"""What somebody does to a page with mouse and keyboard."""

from keyboard import key_events


class Hands:
    """Of a page."""

    async def click(self, selector):
        """Clicks in the middle of the first element at a selector, as a mouse does, where nothing may lie over it."""
        await self.wait_for_selector(selector)
        place = await self.at(selector, """(element) => {
          element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
          const box = element.getBoundingClientRect();
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const hit = document.elementFromPoint(x, y);
          const label = hit?.closest('label');
          if (!element.contains(hit) && !hit?.contains(element) && label?.control !== element) {
            throw new Error(`${hit?.outerHTML.slice(0, 120) ?? 'nothing'} lies over it`);
          }
          return { x, y };
        }""")
        for kind, held in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)):
            await self.send("Input.dispatchMouseEvent", type=kind, button="left" if kind != "mouseMoved" else "none",
                            buttons=held, clickCount=1, **place)

    async def type(self, text):
        """Types into what has the focus."""
        await self.send("Input.insertText", text=text)

    async def fill(self, selector, text):
        """Puts a text in the place of what a field holds."""
        await self.at(selector, "(element) => { element.focus(); element.select(); }")
        await (self.type(text) if text else self.press("Delete"))

    async def press(self, *keys):
        """Presses keys one after the other: `Enter`, `Tab`, `Shift+Tab`, `a`."""
        for key in keys:
            for event in key_events(key):
                await self.send("Input.dispatchKeyEvent", **event)

    async def focused(self):
        """What has the focus: its name in the tree for assistive technology or else its markup."""
        return await self.evaluate("""(() => {
          const element = document.activeElement;
          return element.id || element.getAttribute('aria-label') || element.textContent.trim().slice(0, 60)
            || element.outerHTML.slice(0, 120);
        })()""")
