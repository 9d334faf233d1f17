"""Judges delegations: chains of them, their ends, their targets and permissions.

    check_delegations.py URL
"""

import os

from check_envelopes import ACCEPTED, ONE_OF_EACH, SENDS, content, send
from checks import Checks, expect, expect_in
from client import management, request_ids, requests
from client.identities import KINDS, Delegated, Ed25519, delegate, delegation
from scene import BAD_REQUEST, NOT_ALLOWED, judge, refused

checks = Checks()
LATER = requests.expiry(3600)


def keys(count, Kind=Ed25519):
    return [Kind(os.urandom(8).hex()) for _ in range(count)]


def sends_all(scene, identity):
    for kind, version in SENDS:
        response = send(scene, kind, version, identity)
        expect_in(response.status, ACCEPTED, f"status of {kind} v{version} ({response.text[:200]}) one of")


def refused_by_all(scene, identity, statuses=NOT_ALLOWED):
    for kind, version in ONE_OF_EACH:
        refused(send(scene, kind, version, identity), statuses)


for name, Kind in KINDS.items():

    @checks(f"{name}: one to whom its holder delegated signs for it, with keys of all kinds")
    def delegated(scene, Kind=Kind):
        for Other in KINDS.values():
            identity = delegate([Kind(os.urandom(8).hex()), Other(os.urandom(8).hex())], LATER)
            sends_all(scene, identity)
            expect(scene.replica.call(scene.probe, "caller_update", b"", identity), identity.root.sender, "caller")
            expect(scene.replica.query(scene.probe, "caller", b"", identity), identity.root.sender, "caller")


@checks("a chain of up to 20 delegations is taken, a longer one is refused")
def long_chains(scene):
    sends_all(scene, delegate(keys(3), LATER))
    sends_all(scene, delegate(keys(21), LATER))
    refused_by_all(scene, delegate(keys(22), LATER))


@checks("an empty chain is that of the key itself, or refused")
def empty_chain(scene):
    for kind, version in ONE_OF_EACH:
        response = send(scene, kind, version, Delegated(scene.controller, [], scene.controller))
        expect_in(response.status, ACCEPTED + BAD_REQUEST, "status one of")


@checks("a delegation that has expired is refused, at any place of the chain")
def expired(scene):
    first, second, third = keys(3)
    past = requests.expiry(-60)
    for ends in ((past, LATER), (LATER, past)):
        chain = [delegation(first, second, ends[0]), delegation(second, third, ends[1])]
        refused_by_all(scene, Delegated(first, chain, third))


@checks("a delegation that another signed, that was changed, or whose place is another's, is refused")
def wrong_links(scene):
    first, second, third, other = keys(4)
    good = [delegation(first, second, LATER), delegation(second, third, LATER)]
    changed = {**good[0], "delegation": {**good[0]["delegation"], "expiration": LATER + 1}}
    chains = [
        [delegation(other, second, LATER), good[1]], [good[0], delegation(other, third, LATER)], good[::-1], good[1:],
        [changed, good[1]], [{**good[0], "signature": b""}, good[1]],
    ]
    for chain in chains:
        refused_by_all(scene, Delegated(first, chain, third))
    refused_by_all(scene, Delegated(first, good, second))
    refused_by_all(scene, Delegated(other, good, third))


@checks("a chain with the same key twice is refused")
def circle(scene):
    first, second = keys(2)
    chain = [delegation(first, second, LATER), delegation(second, first, LATER), delegation(first, second, LATER)]
    refused_by_all(scene, Delegated(first, chain, second))


@checks("a delegation without a field, or with one of another type, is refused")
def malformed(scene):
    first, second = keys(2)
    good = delegation(first, second, LATER)
    for name in ("pubkey", "expiration"):
        inner = {key: value for key, value in good["delegation"].items() if key != name}
        refused_by_all(scene, Delegated(first, [{**good, "delegation": inner}], second))
    for broken in ({"delegation": good["delegation"]}, {"signature": good["signature"]}, 7, [], {}):
        refused_by_all(scene, Delegated(first, [broken], second))


# Targets.


@checks("targets with the canister: taken; without it: refused")
def targets(scene):
    other = scene.create()
    pair = keys(2)
    for kind, version in SENDS[:5]:
        for chosen in ([scene.probe], [other, scene.probe]):
            response = send(scene, kind, version, delegate(pair, LATER, targets=chosen))
            expect_in(response.status, ACCEPTED, f"status of {kind} v{version} ({response.text[:200]}) one of")
        for chosen in ([other], [management.ID]):
            refused(send(scene, kind, version, delegate(pair, LATER, targets=chosen)), NOT_ALLOWED)


@checks("of several sets of targets their intersection counts; a link without targets sets no bounds")
def intersections(scene):
    first, second, third = keys(3)
    other = scene.create()

    def chain(one, two):
        more = [{} if chosen is None else {"targets": chosen} for chosen in (one, two)]
        links = [delegation(first, second, LATER, **more[0]), delegation(second, third, LATER, **more[1])]
        return Delegated(first, links, third)

    both = [scene.probe, other]
    for kind, version in SENDS[:5]:
        for sets in ((both, [scene.probe]), ([scene.probe], None), (None, both)):
            response = send(scene, kind, version, chain(*sets))
            expect_in(response.status, ACCEPTED, f"status of {kind} v{version} ({response.text[:200]}) one of")
        for sets in ((both, [other]), ([other], both), ([scene.probe], [other]), (None, [other])):
            refused(send(scene, kind, version, chain(*sets)), NOT_ALLOWED)


@checks("a delegation of 1000 targets is taken, of 1001 refused")
def many_targets(scene):
    pair = keys(2)
    others = [number.to_bytes(8, "big") + b"\1\1" for number in range(1000)]
    response = send(scene, "query", 3, delegate(pair, LATER, targets=others[1:] + [scene.probe]))
    expect_in(response.status, ACCEPTED, f"status ({response.text[:200]}) one of")
    for kind, version in SENDS[:5]:
        refused(send(scene, kind, version, delegate(pair, LATER, targets=others + [scene.probe])), NOT_ALLOWED)


@checks("a management call needs the management canister among the targets")
def management_target(scene):
    pair = keys(2)
    canister = scene.create(controllers=[pair[0].sender])
    argument = management.canister(canister)

    def status(identity):
        call = requests.call(management.ID, "canister_status", argument, identity.sender)
        return scene.replica.submit(call, identity, canister)

    expect(status(delegate(pair, LATER, targets=[management.ID, canister])).status, 200, "status")
    refused(status(delegate(pair, LATER, targets=[canister])), NOT_ALLOWED)


@checks("the status of a request is read within the targets of its canister")
def read_state_targets(scene):
    pair = keys(2)
    within, without = delegate(pair, LATER, targets=[scene.probe]), delegate(pair, LATER, targets=[scene.create()])
    call = content(scene, "call", within.sender)
    scene.replica.submit(call, within)
    path = [b"request_status", request_ids.hash_of_map(call)]
    shown = scene.replica.read_state(scene.probe, [path], within, verify=False)
    expect(shown.value(path + [b"status"]), b"replied", "status")
    envelope = requests.envelope(requests.read_state([path], without.sender), without)
    refused(scene.replica.post(3, "read_state", scene.probe, envelope), NOT_ALLOWED)


# Permissions.


@checks("permissions 'queries': queries and readings are taken, calls refused; 'all': all are taken")
def permissions(scene):
    pair = keys(2)
    sends_all(scene, delegate(pair, LATER, permissions="all"))
    readers = delegate(pair, LATER, permissions="queries")
    for kind, version in SENDS:
        response = send(scene, kind, version, readers)
        if kind == "call":
            refused(response, NOT_ALLOWED)
        else:
            expect_in(response.status, ACCEPTED, f"status of {kind} v{version} ({response.text[:200]}) one of")


@checks("permissions that nobody knows are none")
def unknown_permissions(scene):
    refused_by_all(scene, delegate(keys(2), LATER, permissions="nonsense"))


if __name__ == "__main__":
    judge(checks)
