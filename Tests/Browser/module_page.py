"""Scripts that judge modules of the chat page in the browser, without a canister: what the functions of a harness in
JavaScript return for what the checks in Python give them."""

import asyncio
import pathlib
import sys

from checks import Checks
from chromium import Chromium
from site_server import serving

TESTS = pathlib.Path(__file__).resolve().parent


class ModulePage:
    """`harness(function, argument)`: what a function of the harness returns for what JSON can carry."""

    def __init__(self, runner, page, harness):
        self.runner, self.page, self.harness = runner, page, harness

    def __call__(self, function, argument):
        return self.runner.run(self.page.call(
            f"async (argument) => (await import('{self.harness}')).{function}(argument)", argument))

    def one(self, function, case):
        """Of a function that takes several cases."""
        return self(function, [case])[0]


def judge_modules(folder, *modules):
    """Runs the checks that the modules define, with `harness.js` in this folder. The first argument of the script is
    the folder of the site, a second one chooses checks by a part of their names. The site is served below `/site/`."""
    site, *only = sys.argv[1:]
    checks = Checks()
    for module in modules:
        module.define(checks)

    @checks("nothing went wrong on the page meanwhile")
    def clean(page):
        page.page.is_clean()

    with serving({"/site/": site, "/test/": TESTS}) as url, asyncio.Runner() as runner:
        browser = Chromium()
        try:
            runner.run(browser.start())
            page = ModulePage(runner, runner.run(browser.page(f"{url}/blank")), f"/test/{folder}/harness.js")
            status = checks.run(page, only=only[0] if only else None)
        finally:
            browser.end()
    sys.exit(status)
