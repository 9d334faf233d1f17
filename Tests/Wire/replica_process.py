"""A replica as a process that is started, killed and started again on the same state."""

import time

from client.replica import Replica
from own_process import OwnProcess, free_port


class ReplicaProcess(OwnProcess):
    """`icws replica start` in the foreground, on a port that stays the same."""

    name = "the replica"

    def __init__(self, icws, state, output):
        super().__init__([icws, "replica", "start", "--state-dir", state], output)
        self.port = free_port()
        self.replica = Replica(f"http://127.0.0.1:{self.port}")

    def launch(self, port=None):
        return super().launch("--port", str(port or self.port))

    def start(self, wait=True):
        """Returns the seconds until it was healthy."""
        started = time.monotonic()
        self.process = self.launch()
        if wait:
            self.replica.wait_until_healthy(120, lambda: self.is_running)
        return time.monotonic() - started
