"""A page in the browser: what it shows, what is done to it, and what goes wrong on it."""

import asyncio
import base64
import json
import time

from checks import Failed, expect, shown
from keyboard import key_events

# For what has to come at some time; nothing depends on how soon.
PATIENCE = 60

# Runs a function with what the script found at a selector.
AT = """(selector, work) => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`there is nothing at ${selector}`);
  return work(element);
}"""


class ScriptError(Failed):
    """A script that threw in the page."""


class Page:
    def __init__(self, devtools, session, target, context):
        self.devtools, self.session, self.target, self.context = devtools, session, target, context
        # What the console, the network and the page's security policy complained of.
        self.errors = []
        self.failed_requests, self.requests = [], []
        self.settings = {}

    def send(self, method, **parameters):
        return self.devtools.send(method, self.session, **parameters)

    async def set_up(self):
        listen = lambda event, listener: self.devtools.on(self.session, event, listener)
        listen("Runtime.exceptionThrown", self.threw)
        listen("Runtime.consoleAPICalled", self.logged)
        listen("Log.entryAdded", self.complained)
        listen("Network.requestWillBeSent", lambda sent: self.requests.append(sent["request"]["url"]))
        listen("Network.loadingFailed", self.did_not_load)
        listen("Network.responseReceived", self.answered)
        await asyncio.gather(*(self.send(f"{domain}.enable") for domain in ("Runtime", "Log", "Network", "Page")))

    # What goes wrong.

    def threw(self, event):
        details = event["exceptionDetails"]
        self.errors.append(f"uncaught: {details.get('exception', {}).get('description', details['text'])}")

    def logged(self, event):
        if event["type"] in ("error", "assert"):
            words = [str(argument.get("value", argument.get("description"))) for argument in event["args"]]
            self.errors.append(f"console: {' '.join(words)}")

    def complained(self, event):
        """Violations of the security policy come this way, and requests that came to nothing."""
        entry = event["entry"]
        if entry["level"] == "error":
            self.errors.append(f"{entry['source']}: {entry['text']} {entry.get('url', '')}".rstrip())

    def did_not_load(self, event):
        if not event.get("canceled"):
            self.failed_requests.append(event["errorText"])

    def answered(self, event):
        response = event["response"]
        if response["status"] >= 400:
            self.failed_requests.append(f"{response['status']} {response['url']}")

    def is_clean(self, *expected):
        """Nothing went wrong so far but what has one of these words in it."""
        unexpected = [error for error in [*self.errors, *self.failed_requests]
                      if not any(word in error for word in expected)]
        expect(unexpected, [], "what went wrong on the page")

    def forgive(self):
        """Forgets what went wrong so far: it was meant to."""
        self.errors.clear()
        self.failed_requests.clear()

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
                raise Failed(f"expected {what or expression} within {seconds} s, got {shown(value)} of a page that says "
                             f"{shown(await self.evaluate('document.body.innerText'))}")
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

    # What is done to it.

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
