"""What the checks of a running replica begin with: canisters of their own, and who talks to them."""

import os
import pathlib
import sys
from functools import cached_property

import wasmtime

from checks import Failed, expect_in, main
from client import candid, cbor, management
from client.identities import Anonymous, Ed25519
from client.replica import Replica

CANISTERS = pathlib.Path(__file__).parent / "canisters"


def module(name):
    """The module of a canister in WebAssembly's text."""
    return bytes(wasmtime.wat2wasm((CANISTERS / f"{name}.wat").read_text()))


class Scene:
    def __init__(self, url):
        self.replica = Replica(url)
        # New with each run, so that a replica can be judged twice.
        self.controller = Ed25519(os.urandom(16).hex())
        self.stranger = Ed25519(os.urandom(16).hex())
        self.anonymous = Anonymous()

    def manage(self, method, argument, effective=management.ID, identity=None, **more):
        return self.replica.call(management.ID, method, argument, identity or self.controller, effective, **more)

    def create(self, **settings):
        reply = self.manage("provisional_create_canister_with_cycles", management.create(**settings))
        return management.created(reply)

    def install(self, canister, code, argument=candid.NOTHING, mode="install", **more):
        self.manage("install_code", management.install(canister, code, argument, mode), canister, **more)

    def deploy(self, code, argument=candid.NOTHING):
        canister = self.create()
        self.install(canister, code, argument)
        return canister

    @cached_property
    def probe(self):
        """A canister that has all that `probe.wat` has, made at the first use."""
        return self.deploy(module("probe"))

    def add(self, **more):
        """Counts in the probe; the new count."""
        return int.from_bytes(self.replica.call(self.probe, "add", b"", **more), "little")

    def count(self):
        return int.from_bytes(self.replica.query(self.probe, "count", b""), "little")


def refused(response, statuses, *words):
    """Expects an answer of one of these statuses, with plain text for a reader that has these words."""
    expect_in(response.status, statuses, f"a refusal by one of ({cbor.shown(response.body, 200)})")
    if response.content_type != "text/plain":
        raise Failed(f"expected text/plain with {response.status}, got {response.content_type!r}")
    missing = [word for word in words if word.lower() not in response.text.lower()]
    if missing or not response.text.strip():
        raise Failed(f"expected a text with {missing or 'anything'}, got {cbor.shown(response.body, 300)!r}")


BAD_REQUEST = (400,)
NOT_ALLOWED = (400, 403)


def judge(checks, scene=None):
    """Runs a script's checks on the replica whose address is the first argument, and in the end verifies the signatures
    of the certificates that they saw."""
    checks("the certificates that these checks saw were signed by the root key")(
        lambda scene: scene.replica.verify_signatures())
    main(checks, scene or Scene(sys.argv[1]))
