"""Judges what the chat page verifies with, in the browser: hashes, CBOR, trees, signatures, certificates and messages,
with what other implementations and a real network made, and with all that has to be refused.

    check_verification.py FOLDER_OF_THE_SITE [PART OF A CHECK'S NAME]
"""

import asyncio
import pathlib
import sys

from checks import Checks
from chromium import Chromium
from site_server import serving

TESTS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS / "verification"))

import certificate_checks
import encoding_checks
import message_checks
import signature_checks


class Harness:
    """The functions of `verification/harness.js` in a page."""

    def __init__(self, runner, page):
        self.runner, self.page = runner, page

    def __call__(self, function, argument):
        return self.runner.run(self.page.call(
            f"async (argument) => (await import('/test/harness.js')).{function}(argument)", argument))

    def one(self, function, case):
        """Of a function that takes several cases."""
        return self(function, [case])[0]


def main():
    site, *only = sys.argv[1:]
    checks = Checks()
    for module in (encoding_checks, signature_checks, certificate_checks, message_checks):
        module.define(checks)

    @checks("nothing went wrong on the page meanwhile")
    def clean(harness):
        harness.page.is_clean()

    with serving({"/ic/": f"{site}/ic", "/test/": TESTS / "verification"}) as url, asyncio.Runner() as runner:
        browser = Chromium()
        try:
            runner.run(browser.start())
            harness = Harness(runner, runner.run(browser.page(f"{url}/blank")))
            status = checks.run(harness, only=only[0] if only else None)
        finally:
            browser.end()
    sys.exit(status)


if __name__ == "__main__":
    main()
