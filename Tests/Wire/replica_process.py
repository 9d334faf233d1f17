"""A replica as a process that is started, killed and started again on the same state."""

import os
import signal
import socket
import subprocess
import time

from client.replica import Replica, Unexpected


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ReplicaProcess:
    """`icws replica start` in the foreground, on a port that stays the same."""

    def __init__(self, icws, state, output):
        self.command = [icws, "replica", "start", "--state-dir", state]
        self.port, self.output, self.process = free_port(), output, None
        self.replica = Replica(f"http://127.0.0.1:{self.port}")

    def launch(self, port=None):
        with open(self.output, "ab") as output:
            return subprocess.Popen(
                self.command + ["--port", str(port or self.port)], stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT)

    def start(self, wait=True):
        """Returns the seconds until it was healthy."""
        started = time.monotonic()
        self.process = self.launch()
        if wait:
            self.replica.wait_until_healthy(120, lambda: self.process.poll() is None)
        return time.monotonic() - started

    def kill(self):
        """As a machine that fails would end it: nothing can be tidied up."""
        status = self.process.poll()
        if status is not None:
            raise Unexpected(f"the replica ended by itself, with status {status}")
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Asks it to end, and demands that it does."""
        self.process.terminate()
        return self.process.wait(60)

    def end(self):
        """Leaves no process behind."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def told(self):
        """The end of what it printed."""
        with open(self.output, "rb") as file:
            return file.read()[-2000:].decode("utf-8", "replace")
