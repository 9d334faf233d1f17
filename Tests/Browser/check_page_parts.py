"""Judges parts of the chat page in the browser, without a canister: Candid, principals and requests, with what other
implementations make of them, and the order in which a room is shown.

    check_page_parts.py FOLDER_OF_THE_SITE [PART OF A CHECK'S NAME]
"""

import asyncio
import pathlib
import sys

from checks import Checks
from chromium import Chromium
from site_server import serving

TESTS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS / "parts"))

import candid_checks
import request_checks
import timeline_checks


def main():
    site, *only = sys.argv[1:]
    checks = Checks()
    for module in (candid_checks, request_checks, timeline_checks):
        module.define(checks)
    with serving({"/site/": site, "/test/": TESTS / "parts"}) as url, asyncio.Runner() as runner:
        browser = Chromium()
        try:
            runner.run(browser.start())
            page = runner.run(browser.page(f"{url}/blank"))

            def harness(function, argument):
                return runner.run(page.call(
                    f"async (argument) => (await import('/test/harness.js')).{function}(argument)", argument))

            status = checks.run(harness, only=only[0] if only else None)
        finally:
            browser.end()
    sys.exit(status)


if __name__ == "__main__":
    main()
