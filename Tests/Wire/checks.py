"""Checks with names: each prints `ok NAME` or `FAILED NAME: expected …, got …`, and a script of them ends with its
counts as one line of JSON. The status tells whether all passed."""

import json
import sys
import time
import traceback


class Failed(Exception):
    """A check that did not come out as expected."""


def expect(got, expected, what="a value"):
    if got != expected:
        raise Failed(f"expected {what} {shown(expected)}, got {shown(got)}")


def expect_in(got, expected, what="one of"):
    if got not in expected:
        raise Failed(f"expected {what} {shown(expected)}, got {shown(got)}")


def expect_that(condition, expected, got):
    if not condition:
        raise Failed(f"expected {expected}, got {shown(got)}")


def shown(value):
    text = value.hex() if isinstance(value, bytes) else repr(value)
    return text if len(text) <= 400 else text[:400] + "…"


class Checks:
    """The checks of a script, in the order in which they are defined."""

    def __init__(self):
        self.all = []

    def __call__(self, name):
        """Defines a check: what the decorated function does, with what it is given."""
        if any(name == other for other, _ in self.all):
            raise ValueError(f"two checks named {name!r}")

        def add(function):
            self.all.append((name, function))
            return function

        return add

    def run(self, *given, only=None):
        """Runs all, each also after others failed."""
        failed, started = 0, time.monotonic()
        chosen = [(name, function) for name, function in self.all if only is None or only in name]
        for name, function in chosen:
            try:
                function(*given)
                print(f"ok {name}", flush=True)
            except Failed as failure:
                failed += 1
                print(f"FAILED {name}: {failure}", flush=True)
            except Exception as error:
                failed += 1
                place = traceback.extract_tb(error.__traceback__)[-1]
                print(f"FAILED {name}: {type(error).__name__}: {error} "
                      f"({place.filename.rpartition('/')[2]}:{place.lineno})", flush=True)
        seconds = round(time.monotonic() - started, 1)
        print(json.dumps({"passed": len(chosen) - failed, "failed": failed, "seconds": seconds}), flush=True)
        return 0 if chosen and not failed else 1


def main(checks, *given):
    """Ends the script with the checks' outcome."""
    sys.exit(checks.run(*given))
