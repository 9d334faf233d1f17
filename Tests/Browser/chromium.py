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
import subprocess
import tempfile

from devtools import MAXIMUM_MESSAGE, DevTools
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
        self.process, self.ends, self.pages = None, [], []
        self.profile = tempfile.mkdtemp(prefix="chromium-")

    async def __aenter__(self):
        try:
            await self.start()
        except BaseException:
            self.end()
            raise
        return self

    async def __aexit__(self, *_):
        self.end()

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

        with open(f"{self.profile}/output", "wb") as output:
            self.process = subprocess.Popen(
                [program, *flags, "about:blank"], preexec_fn=place, pass_fds=(COMMANDS, ANSWERS),
                start_new_session=True, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env={**os.environ, "TZ": "UTC"})
        for end in (commands, answers, *theirs):
            os.close(end)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(MAXIMUM_MESSAGE)
        reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(our_answers, "rb", 0))
        writing, protocol = await loop.connect_write_pipe(
            asyncio.streams.FlowControlMixin, os.fdopen(our_commands, "wb", 0))
        self.ends = [reading, writing]
        self.devtools = DevTools(reader, asyncio.StreamWriter(writing, protocol, None, loop))
        self.version = (await self.devtools.send("Browser.getVersion"))["product"]

    def end(self):
        """Leaves no process and no file behind."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
            # What is left of its processes: they are a group of their own, which it leads.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for end in self.ends:
            with contextlib.suppress(RuntimeError):
                end.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def told(self):
        """The end of what it printed."""
        with open(f"{self.profile}/output", "rb") as file:
            return file.read()[-2000:].decode("utf-8", "replace")

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
