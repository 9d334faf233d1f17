"""A page in the browser, and what it shows."""

import asyncio
import base64
import json
import time

from checks import Failed, shown
from complaints import Complaints
from hands import Hands

# For what has to come at some time; nothing depends on how soon.
PATIENCE = 120

# Runs a function with what the script found at a selector.
AT = """(selector, work) => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`there is nothing at ${selector}`);
  return work(element);
}"""


class ScriptError(Failed):
    """A script that threw in the page."""


class Page(Hands):
    def __init__(self, devtools, session, target, context):
        self.devtools, self.session, self.target, self.context = devtools, session, target, context
        self.settings = {}

    def send(self, method, **parameters):
        return self.devtools.send(method, self.session, **parameters)

    async def set_up(self):
        self.complaints = Complaints(lambda event, listener: self.devtools.on(self.session, event, listener))
        await asyncio.gather(*(self.send(f"{domain}.enable") for domain in ("Runtime", "Log", "Network", "Page")))

    def is_clean(self, *expected):
        """Nothing went wrong on it so far but what has one of these words in it."""
        self.complaints.expect_none(*expected)

    def forgive(self):
        """Forgets what went wrong so far: it was meant to."""
        self.complaints.forget()

    # Where it is.

    async def open(self, url):
        """Goes to an address; returns when the page and what belongs to it have loaded."""
        await self.loading(self.send("Page.navigate", url=url))

    async def reload(self):
        await self.loading(self.send("Page.reload"))

    async def loading(self, command):
        loaded = asyncio.get_running_loop().create_future()
        self.devtools.on(self.session, "Page.loadEventFired",
                         lambda _: loaded.done() or loaded.set_result(None))
        answer = await command
        if answer.get("errorText"):
            raise Failed(f"expected the page to load, got {answer['errorText']}")
        async with asyncio.timeout(PATIENCE):
            await loaded

    async def emulate(self, **settings):
        """Size, `mobile`, `dark`, `reduced_motion`: what was not named stays as it was."""
        self.settings.update(settings)
        size, features = self.settings, []
        await self.send(
            "Emulation.setDeviceMetricsOverride", width=size["width"], height=size["height"],
            deviceScaleFactor=size.get("scale", 1), mobile=size.get("mobile", False))
        features.append({"name": "prefers-color-scheme", "value": "dark" if size.get("dark") else "light"})
        features.append({"name": "prefers-reduced-motion",
                         "value": "reduce" if size.get("reduced_motion") else "no-preference"})
        await self.send("Emulation.setEmulatedMedia", features=features)

    # What it shows.

    async def evaluate(self, expression):
        """The value of a JavaScript expression, awaited if it is a promise, as JSON carries it."""
        result = await self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise ScriptError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    async def call(self, function, *arguments):
        """The value that a JavaScript function returns for arguments that JSON can carry."""
        return await self.evaluate(f"({function})({', '.join(json.dumps(one) for one in arguments)})")

    async def at(self, selector, function):
        """What a function of one element returns for the first at a selector."""
        return await self.evaluate(f"({AT})({json.dumps(selector)}, {function})")

    async def text(self, selector):
        return await self.at(selector, "(element) => element.textContent.trim()")

    async def texts(self, selector):
        return await self.call("(selector) => [...document.querySelectorAll(selector)]"
                               ".map((element) => element.textContent.trim())", selector)

    async def count(self, selector):
        return await self.call("(selector) => document.querySelectorAll(selector).length", selector)

    async def wait_for(self, expression, what=None, seconds=PATIENCE):
        """Waits until an expression is truthy; its value."""
        end = time.monotonic() + seconds
        while True:
            value = await self.evaluate(expression)
            if value:
                return value
            if time.monotonic() > end:
                text = await self.evaluate("document.body.innerText")
                raise Failed(f"expected {what or expression} within {seconds} s, got {shown(value)} of a page that "
                             f"says {shown(text)}")
            await asyncio.sleep(0.03)

    async def wait_for_selector(self, selector, seconds=PATIENCE):
        """Waits until something at a selector is to be seen."""
        await self.wait_for(
            f"[...document.querySelectorAll({json.dumps(selector)})].some((one) => one.checkVisibility())",
            f"something to be seen at {selector}", seconds)

    async def wait_for_text(self, selector, text, seconds=PATIENCE):
        """Waits until one element at a selector has a text in it."""
        await self.wait_for(
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".some((one) => one.textContent.includes({json.dumps(text)}))", f"{text!r} at {selector}", seconds)

    async def screenshot(self, path):
        """A PNG of what the page's window shows."""
        data = (await self.send("Page.captureScreenshot", format="png"))["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
