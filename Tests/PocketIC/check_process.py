"""Judges the server as a command: arguments, port file, its end.

    check_process.py    POCKET_IC_BIN names the server
"""

import signal
import subprocess
import time

import requests
from checks import Checks, expect, expect_that, main

from server_process import BINARY, PATIENCE, ServerProcess

checks = Checks()


@checks("--version tells a name and a version, which POCKET_IC_VERSION changes")
def version():
    def said(**environment):
        return subprocess.run(
            [BINARY, "--version"], capture_output=True, text=True, timeout=PATIENCE, check=True, env=environment).stdout
    expect(said(), "pocket-ic-server 11.0.0\n", "output")
    expect(said(POCKET_IC_VERSION="9.0.3"), "pocket-ic-server 9.0.3\n", "output")


@checks("the port file gets a line with the port, and goes when the server is asked to end")
def port_file():
    for number in (signal.SIGTERM, signal.SIGINT):
        with ServerProcess() as server:
            expect(requests.get(f"{server.url}/status", timeout=PATIENCE).content, b"", "body of the status")
            expect(server.stop(number), 0, "exit status")
            expect(server.port_file.exists(), False, "whether the port file is there")


@checks("where the port file is there already, the server ends at once, well, and leaves it")
def second_server():
    with ServerProcess() as server:
        url, text = server.url, server.port_file.read_text()
        second = subprocess.run(
            [BINARY, "--port-file", str(server.port_file)], capture_output=True, text=True, timeout=PATIENCE)
        expect((second.returncode, second.stdout), (0, ""), "status and output of the second")
        expect(server.port_file.read_text(), text, "port file")
        expect(requests.get(f"{url}/status", timeout=PATIENCE).status_code, 200, "status of the first")


@checks("a server that nobody asks ends after its time, and its port file goes")
def time_to_live():
    with ServerProcess("--ttl", "1") as server:
        expect(requests.get(f"{server.url}/status", timeout=PATIENCE).status_code, 200, "status")
        expect(server.wait(), 0, "exit status")
        expect(server.port_file.exists(), False, "whether the port file is there")


@checks("requests keep a server alive")
def kept_alive():
    with ServerProcess("--ttl", "3") as server:
        url, start = server.url, time.monotonic()
        while time.monotonic() - start < 8:
            expect(requests.get(f"{url}/status", timeout=PATIENCE).status_code, 200, "status")
            time.sleep(0.2)
        expect(server.process.poll(), None, "exit status so far")
        expect(server.wait(), 0, "exit status")


@checks("a port can be chosen, and one that is taken is an error that names it")
def chosen_port():
    with ServerProcess() as server:
        port = server.url.rpartition(":")[2]
        with ServerProcess("--port", port) as second:
            expect_that(second.wait() != 0, "a status that is not 0", second.process.returncode)
            expect_that(f"Port {port}" in second.said, "the port", second.said)
            expect(second.port_file.exists(), False, "whether its port file is there")


@checks("arguments of other versions are taken")
def other_arguments():
    with ServerProcess("--pid", "1", "-l", "info", "-i", "127.0.0.1", "-p", "0") as server:
        expect(requests.get(f"{server.url}/status/", timeout=PATIENCE).status_code, 200, "status")
        expect(server.stop(), 0, "exit status")


if __name__ == "__main__":
    main(checks)
