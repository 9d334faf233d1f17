"""A gateway as a process, with what it tells of itself in numbers."""

import http.client
import os
import re
import ssl
import time
import urllib.request

from client import transport
from client.replica import Unexpected
from own_process import OwnProcess, free_port

# The gauges that have to come back to what they were.
SESSIONS, POLLERS, CONNECTIONS = "gateway_sessions", "gateway_pollers", "gateway_canister_connections"
SAMPLE = re.compile(r"^([A-Za-z_:][\w:]*)(\{[^}]*\})? (\S+)$")


class GatewayProcess(OwnProcess):
    """`icws gateway` in the foreground, at ports that stay the same. `identity`: the file of one that is there; else it
    makes one in its folder. Further `flags` go to the command."""

    name = "the gateway"

    def __init__(self, icws, network, folder, *flags, identity=None):
        os.makedirs(folder, exist_ok=True)
        self.port, self.metrics_port = free_port(), free_port()
        self.identity = identity or f"{folder}/gateway.pem"
        self.scheme = "https" if "--tls-certificate" in flags else "http"
        super().__init__([
            icws, "gateway", "--listen", f"127.0.0.1:{self.port}", "--metrics", f"127.0.0.1:{self.metrics_port}",
            "--network", network, "--identity", self.identity, *flags], f"{folder}/gateway-output")

    @property
    def url(self):
        return f"{self.scheme.replace('http', 'ws')}://127.0.0.1:{self.port}"

    def start(self):
        """Returns when it is ready for clients."""
        self.process = self.launch()
        end = time.monotonic() + 60
        while not self.is_ready():
            if not self.is_running:
                raise Unexpected(f"the gateway ended with status {self.process.returncode}: {self.told()}")
            if time.monotonic() > end:
                raise Unexpected(f"the gateway was not ready after 60 s: {self.told()}")
            time.sleep(0.02)

    def is_ready(self):
        # Who can be trusted is another matter: whether it listens is what is asked here.
        anybody = ssl._create_unverified_context() if self.scheme == "https" else None
        try:
            url = f"{self.scheme}://127.0.0.1:{self.port}/ready"
            with urllib.request.urlopen(url, timeout=10, context=anybody) as answer:
                return answer.status == 200
        except (OSError, http.client.HTTPException):
            return False

    def get(self, path, port=None):
        return transport.exchange(f"http://127.0.0.1:{port or self.port}", "GET", path)

    def metrics(self):
        """The value of each metric, summed over its labels."""
        answer = self.get("/metrics", self.metrics_port)
        if answer.status != 200:
            raise Unexpected(f"/metrics answered {answer.status}: {answer.text[:200]}")
        values = {}
        for line in answer.text.splitlines():
            if line and not line.startswith("#"):
                sample = SAMPLE.match(line)
                if not sample:
                    raise Unexpected(f"no sample of a metric: {line!r}")
                values[sample[1]] = values.get(sample[1], 0) + float(sample[3])
        return values

    def gauges(self):
        """Sessions, pollers and connections to canisters at this moment."""
        values = self.metrics()
        missing = [name for name in (SESSIONS, POLLERS, CONNECTIONS) if name not in values]
        if missing:
            raise Unexpected(f"/metrics has no {missing}, only {sorted(values)}")
        return tuple(int(values[name]) for name in (SESSIONS, POLLERS, CONNECTIONS))

    def resident_bytes(self):
        """The memory that the process has in use, as the kernel counts it."""
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
