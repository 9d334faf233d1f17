"""The server as a process, started as clients start it."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time

BINARY = os.environ["POCKET_IC_BIN"]
PATIENCE = 120


class ServerProcess:
    """A server at a free port, in a folder of its own."""

    def __init__(self, *arguments, port_file=True):
        self.folder = tempfile.TemporaryDirectory()
        self.port_file = pathlib.Path(self.folder.name, "the.port")
        options = ["--port-file", str(self.port_file)] if port_file else []
        self.messages = open(pathlib.Path(self.folder.name, "messages"), "w+b")
        self.process = subprocess.Popen(
            [BINARY, *options, *arguments], stdin=subprocess.DEVNULL, stdout=self.messages, stderr=self.messages)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.messages.close()
        self.folder.cleanup()

    @property
    def url(self):
        """Where it answers: waits until the port file has a whole line."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = self.port_file.read_text() if self.port_file.exists() else ""
            if text.endswith("\n"):
                return f"http://127.0.0.1:{int(text)}"
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.said}")
            time.sleep(0.02)
        raise RuntimeError(f"the server told no port in {PATIENCE} s: {self.said}")

    @property
    def said(self):
        self.messages.seek(0)
        return self.messages.read().decode(errors="replace")

    def wait(self):
        """Its exit status, once it has ended."""
        return self.process.wait(PATIENCE)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.wait()
