"""Delegations: what lets a subnet sign for its canisters, and what does not."""

from certificate_checks import CANISTER, DATA, case, is_believed, signers
from certificate_maker import MINUTE, TIME, delegation_state, labeled, leaf, pruned, ranges, state, time_leaf
from client.certificates import BLS_DER_PREFIX
from encoding_checks import refusal

SUBNET = b"a subnet of tests"
# Ranges with the canister at an end, and in between.
HOLDING = [(bytes.fromhex("00000000000000000101"), CANISTER)]
NOT_HOLDING = [(bytes.fromhex("00000000002000010101"), bytes.fromhex("00000000002fffff0101"))]


def define(checks):
    @checks("delegations of both forms are believed, where the canister is in a range of the subnet")
    def delegations(page):
        root, subnet, _ = signers()
        for in_shards in (True, False):
            for pairs in (HOLDING, [*HOLDING, *NOT_HOLDING], [(CANISTER, CANISTER)]):
                inner = root.certificate(delegation_state(SUBNET, subnet.der, pairs, in_shards))
                is_believed(page, delegated(inner))
            # However old it is.
            is_believed(page, delegated(root.certificate(
                delegation_state(SUBNET, subnet.der, HOLDING, in_shards, time=TIME // 2))))

    @checks("delegations are refused that do not let this subnet sign for this canister now")
    def no_delegations(page):
        root, subnet, stranger = signers()
        good = delegation_state(SUBNET, subnet.der, HOLDING)
        key = (b"public_key", leaf(subnet.der))
        for tree, word in [
            (delegation_state(SUBNET, subnet.der, NOT_HOLDING), "does not hold"),
            (delegation_state(SUBNET, subnet.der, NOT_HOLDING, in_shards=False), "does not hold"),
            (delegation_state(SUBNET, subnet.der, []), "does not hold"),
            (delegation_state(b"another subnet", subnet.der, HOLDING), "does not hold"),
            (delegation_state(SUBNET, stranger.der, HOLDING), "not valid"),
            (delegation_state(SUBNET, subnet.der[:-1], HOLDING), "not one of BLS12-381"),
            (delegation_state(SUBNET, b"\x31" + subnet.der[1:], HOLDING), "not one of BLS12-381"),
            (delegation_state(SUBNET, BLS_DER_PREFIX + bytes([0xC0]) + bytes(95), HOLDING), "infinity"),
            (delegation_state(SUBNET, subnet.der, HOLDING, time=TIME + 6 * MINUTE * 10**6), "ahead"),
            (of_subnet((b"canister_ranges", ranges(*HOLDING))), "subnet's key (absent)"),
            (of_subnet((b"canister_ranges", leaf(b"\x81\x81\x40")), key), "ranges"),
            (of_subnet((b"canister_ranges", leaf(b"\xa0")), key), "ranges"),
            (of_subnet((b"canister_ranges", pruned(ranges(*HOLDING))), key), "does not hold"),
        ]:
            refusal(page.one("certificates", case(delegated(root.certificate(tree)))), "VerificationError", word)
        refusal(page.one("certificates", case(delegated(stranger.certificate(good)))), "not valid")
        nested = root.certificate(good, {"subnet_id": SUBNET, "certificate": root.certificate(good)})
        refusal(page.one("certificates", case(delegated(nested))), "has a delegation too")
        for odd in ([], {}, {"subnet_id": SUBNET}, {"subnet_id": "text", "certificate": b""}):
            refusal(page.one("certificates", case(subnet.certificate(state(CANISTER, DATA), odd))), "delegation")


def delegated(inner, subnet=SUBNET):
    """A certificate of the subnet, with what the root is to have said of it."""
    return signers()[1].certificate(state(CANISTER, DATA), {"subnet_id": subnet, "certificate": inner})


def of_subnet(*entries):
    """What a root says of the subnet, in one place."""
    return labeled((b"subnet", labeled((SUBNET, labeled(*entries)))), time_leaf())
