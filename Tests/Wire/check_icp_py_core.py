"""Drives a replica by `icp-py-core`, an agent of others: it creates, installs, upgrades, calls, queries and deletes a
canister. Its verification of certificates is off, since it needs a module for BLS that PyPI does not have; the
certificates that it got in this very run are verified here by py_ecc instead.

    check_icp_py_core.py URL
"""

import hashlib
import sys

import cbor2
from icp_agent import Agent, Client
from icp_canister.management import Management
from icp_core.errors import ReplicaReject
from icp_identity import Identity
from icp_principal import Principal

from checks import Checks, Failed, expect, expect_that, main
from client import cbor, hash_trees
from client.certificates import verify_signatures_together
from client.replica import Replica
from scene import module

checks = Checks()


class Recording(Client):
    """Their client, with all that it was answered kept."""

    def __init__(self, url):
        super().__init__(url)
        self.certificates = []

    def keep(self, canister, body):
        fields = cbor2.loads(body)
        if "certificate" in fields:
            self.certificates.append((None if canister == "aaaaa-aa" else Principal.from_str(canister).bytes,
                                      fields["certificate"]))

    def call(self, canister_id, data, **more):
        response = super().call(str(canister_id), data, **more)
        if response.status_code == 200:
            self.keep(str(canister_id), response.content)
        return response

    def query(self, canister_id, data, **more):
        """Without the tag: what is inside of one its CBOR reads as tuples, among which it finds no signatures."""
        return super().query(str(canister_id), data, **more).removeprefix(cbor.SELF_DESCRIBE_BYTES)

    def read_state(self, canister_id, data, **more):
        body = super().read_state(str(canister_id), data, **more)
        self.keep(str(canister_id), body)
        return body


class Run:
    """One session with the agent; what one check made the next ones use."""

    def __init__(self, url):
        self.replica = Replica(url)
        self.client = Recording(url)
        self.agents = {
            kind: Agent(Identity(type=kind), self.client, root_key=self.replica.root_key)
            for kind in ("ed25519", "secp256k1", "p256")
        }
        self.agent = self.agents["ed25519"]
        self.management = Management(self.agent)
        self.canister = None

    def manage(self, method, **fields):
        """A method of the management canister at the canister's own address, which their class does not know."""
        types = self.management.methods[method]
        argument = [{"type": types.argTypes[0], "value": {"canister_id": self.canister, **fields}}]
        return self.agent.update(
            "aaaaa-aa", method, argument, return_type=types.retTypes, effective_canister_id=self.canister,
            verify_certificate=False)

    def install(self, mode):
        self.manage("install_code", mode={mode: None}, wasm_module=module("probe"), arg=b"")

    def call(self, method, argument=b"", agent=None):
        return (agent or self.agent).update_raw(self.canister, method, argument, verify_certificate=False)


def value(results):
    return results[0]["value"] if "value" in results[0] else results[0]


@checks("it reads the status: the root key is the one of its certificates")
def status(run):
    told = cbor2.loads(run.client.status())
    told = told.value if isinstance(told, cbor2.CBORTag) else told
    expect(bytes(told["root_key"]), run.replica.root_key, "root key")


@checks("it creates a canister")
def create(run):
    result = run.management.provisional_create_canister_with_cycles(
        {"amount": [], "settings": []}, verify_certificate=False)
    made = value(result)["canister_id"]
    run.canister = made if isinstance(made, str) else made.to_str()
    expect(len(Principal.from_str(run.canister).bytes), 10, "length of the id")


@checks("it installs a module")
def install(run):
    run.install("install")


@checks("it calls the canister, and decodes the reply")
def call(run):
    # Its calls decode Candid alone: the reply is what it sent.
    argument = b"DIDL\0\1\x71\5hello"
    result = run.agent.update_raw(run.canister, "echo_update", argument, verify_certificate=False)
    expect(value(result), "hello", "reply")


@checks("it queries the canister")
def query(run):
    result = run.agent.query_raw(run.canister, "echo", b"DIDL\0\1\x7d\x2a")
    expect(value(result), 42, "reply")
    expect(run.agent.query_raw(run.canister, "count", b""), bytes(8), "reply")


@checks("it queries the canister, and verifies the node's signature by itself")
def signed_query(run):
    result = run.agent.query_raw(run.canister, "echo", b"DIDL\0\1\x7d\x2a", verify_query_signatures=True)
    expect(value(result), 42, "reply")


@checks("the canister sees its identities, with keys of all kinds")
def identities(run):
    for agent in run.agents.values():
        expect(agent.query_raw(run.canister, "caller", b""), agent.get_principal().bytes, "caller")


@checks("it is told of rejects: of calls and queries, with code, message and error code")
def rejects(run):
    cases = [
        (lambda: run.call("reject", b"because"), 4, "because", "IC0406"),
        (lambda: run.call("add_and_trap"), 5, "as asked", "IC0503"),
        (lambda: run.call("refused"), 4, "", "IC0406"),
        (lambda: run.agent.query_raw(run.canister, "reject_query", b"because"), 4, "because", "IC0406"),
        (lambda: run.agent.query_raw(run.canister, "nonsense", b""), 5, "nonsense", "IC0536"),
    ]
    for action, code, message, error_code in cases:
        try:
            action()
        except ReplicaReject as reject:
            expect((reject.reject_code, reject.error_code), (code, error_code), "codes")
            expect_that(message in reject.reject_message, f"a message with {message!r}", reject.reject_message)
            continue
        raise Failed(f"expected a reject {code} {error_code}, got a reply")


@checks("it upgrades the canister: stable memory stays, the heap begins anew")
def upgrade(run):
    run.call("store", b"DIDL\0\0xx")
    run.install("upgrade")
    expect(run.agent.query_raw(run.canister, "count", b""), bytes(8), "count")
    stored = run.replica.query(Principal.from_str(run.canister).bytes, "stored", b"")
    expect(stored, b"DIDL\0\0xx", "stable memory")


@checks("it reads the status of the canister, its module's hash and its controllers")
def canister_status(run):
    told = value(run.manage("canister_status"))
    expect(list(told["status"]), ["running"], "status")
    controllers = [one if isinstance(one, str) else one.to_str() for one in told["settings"]["controllers"]]
    expect(controllers, [run.agent.get_principal().to_str()], "controllers")
    path = [b"canister", Principal.from_str(run.canister).bytes, b"module_hash"]
    shown = run.agent.read_state_raw(run.canister, [path], verify_certificate=False)
    expect(bytes(shown.lookup(path)), hashlib.sha256(module("probe")).digest(), "module hash")


@checks("it stops the canister and deletes it")
def delete(run):
    run.manage("stop_canister")
    run.manage("delete_canister")
    try:
        run.agent.query_raw(run.canister, "echo", b"DIDL\0\0")
    except ReplicaReject as reject:
        expect(reject.error_code, "IC0301", "error code")
        return
    raise Failed("expected a reject IC0301, got a reply")


@checks("the certificates that it got verify: signature by py_ecc, age")
def certificates(run):
    seen = run.client.certificates
    expect_that(len(seen) >= 10, "at least 10 certificates", len(seen))
    shown = [run.replica.certificate(bytes(data), canister, verify=False) for canister, data in seen]
    # By the root key itself: a replica on one machine delegates to nobody.
    expect([one.fields.get("delegation") for one in shown], [None] * len(shown), "delegations")
    for one in shown:
        one.check_age()
    verify_signatures_together(run.replica.root_key, shown)
    paths = {path[0] for one in shown for path, _ in hash_trees.paths(one.tree)}
    expect(paths, {b"time", b"request_status", b"canister"}, "what they show")


if __name__ == "__main__":
    main(checks, Run(sys.argv[1]))
