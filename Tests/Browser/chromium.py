"""Debian's Chromium without a window, driven over the DevTools protocol.

    async with Chromium() as browser:
        page = await browser.page("http://localhost:8000/")
        await page.click("#join")
"""

import asyncio
import contextlib
import fcntl
import os
import shutil
import signal
import tempfile

from devtools import MAXIMUM_MESSAGE, DevTools, ProtocolError
from page import Page

FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-breakpad", "--metrics-recording-only", "--mute-audio", "--hide-scrollbars",
    "--force-color-profile=srgb", "--lang=en-GB",
    # Pages that are not in front go on at full speed: no check may depend on which of them is.
    "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)
# The numbers under which the browser expects the ends of its pipes.
COMMANDS, ANSWERS = 3, 4


class Chromium:
    """One browser; its pages are strangers to each other unless they are given the same context."""

    def __init__(self):
        self.process = self.devtools = None
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        self.pages = []

    async def __aenter__(self):
        try:
            await self.start()
        except BaseException:
            await self.end()
            raise
        return self

    async def __aexit__(self, *_):
        await self.end()

    async def start(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise FileNotFoundError("there is no command 'chromium': Debian's package of that name has it")
        # Chromium refuses its sandbox to root; everybody else keeps it.
        flags = [*FLAGS, f"--user-data-dir={self.profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        commands, our_commands = os.pipe()
        our_answers, answers = os.pipe()
        # Out of the way of the numbers that they get in the new process.
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (commands, answers)]

        def place():
            os.dup2(theirs[0], COMMANDS)
            os.dup2(theirs[1], ANSWERS)

        self.output = open(f"{self.profile}/output", "wb")
        self.process = await asyncio.create_subprocess_exec(
            program, *flags, "about:blank", preexec_fn=place, pass_fds=(COMMANDS, ANSWERS), start_new_session=True,
            stdin=asyncio.subprocess.DEVNULL, stdout=self.output, stderr=self.output, env={**os.environ, "TZ": "UTC"})
        for end in (commands, answers, *theirs):
            os.close(end)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(MAXIMUM_MESSAGE)
        self.reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(our_answers, "rb", 0))
        self.writing, protocol = await loop.connect_write_pipe(
            asyncio.streams.FlowControlMixin, os.fdopen(our_commands, "wb", 0))
        self.devtools = DevTools(reader, asyncio.StreamWriter(self.writing, protocol, None, loop))
        self.version = (await self.devtools.send("Browser.getVersion"))["product"]

    async def end(self):
        """Leaves no process and no file behind."""
        if self.process is not None:
            if self.devtools is not None:
                with contextlib.suppress(ProtocolError):
                    await self.devtools.send("Browser.close")
            try:
                async with asyncio.timeout(20):
                    await self.process.wait()
            except TimeoutError:
                # Its processes are a group of their own, which it leads.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
                await self.process.wait()
            self.process = None
        if self.devtools is not None:
            self.devtools.listening.cancel()
            self.reading.close()
            self.writing.close()
            self.output.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    async def context(self):
        """A new context: storage, cookies and permissions of its own."""
        return (await self.devtools.send("Target.createBrowserContext", disposeOnDetach=True))["browserContextId"]

    async def page(self, url=None, context=None, width=1280, height=800, **emulated):
        """A new page, in a context of its own unless one is given, at the address when it has loaded."""
        context = context or await self.context()
        target = (await self.devtools.send(
            "Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.devtools.send("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = Page(self.devtools, session, target, context)
        self.pages.append(page)
        await page.set_up()
        await page.emulate(width=width, height=height, **emulated)
        if url is not None:
            await page.open(url)
        return page

    async def close(self, page):
        self.pages.remove(page)
        await self.devtools.send("Target.closeTarget", targetId=page.target)
