"""A process of the command-line tool that a script starts, and ends in any way: the script leaves none behind."""

import os
import signal
import socket
import subprocess

from client.replica import Unexpected


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OwnProcess:
    """What it prints goes to the file `output`, behind what is there."""

    name = "the process"

    def __init__(self, command, output):
        self.command, self.output, self.process = command, output, None

    def launch(self, *more):
        with open(self.output, "ab") as output:
            return subprocess.Popen(
                [*self.command, *more], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a machine that fails would end it: nothing can be tidied up."""
        status = self.process.poll()
        if status is not None:
            raise Unexpected(f"{self.name} ended by itself, with status {status}: {self.told()}")
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Asks it to end, and demands that it does."""
        self.process.terminate()
        return self.process.wait(60)

    def end(self):
        """Leaves no process behind."""
        if self.is_running:
            self.process.kill()
            self.process.wait()

    def told(self, all_of_it=False):
        """The end of what it printed."""
        with open(self.output, "rb") as file:
            return file.read()[0 if all_of_it else -2000 :].decode("utf-8", "replace")
