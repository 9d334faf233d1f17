"""Judges the client that judges replicas: against worked examples of the specification, and real certificates.

    check_client.py CERTIFICATES    the file of recorded certificates
"""

import json
import sys

from checks import Checks, Failed, expect, main
from client import candid, cbor, certificates, hash_trees, management, principals, request_ids, requests
from client.hash_trees import ABSENT, FOUND, UNKNOWN
from client.identities import Anonymous, Delegated, Ed25519, P256, Secp256k1, delegation

checks = Checks()
TIME = 1685570400000000000
CANISTER = bytes.fromhex("00000000000004D2")
KEY = Ed25519(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
ARGUMENT = bytes.fromhex("4449444C00FD2A")


def content(kind="call", sender=b"\x04", **more):
    return {
        "request_type": kind, "canister_id": CANISTER, "method_name": "hello", "arg": ARGUMENT, "sender": sender,
        "ingress_expiry": TIME, **more,
    }


FIRST = "1d1091364d6bb8a6c16b203ee75467d59ead468f523eb058880ae8ec80e2b101"
QUERY = "74aff80b32e98aafb7f1b6cbedc29d2f7de9227d60a55169342600099f0e4147"
STATE_READ = {
    "request_type": "read_state", "sender": b"\x04", "ingress_expiry": TIME,
    "paths": [[b"time"], [b"request_status", bytes.fromhex(FIRST)]],
}
DELEGATION = {"pubkey": KEY.der, "expiration": TIME, "targets": [bytes.fromhex("00000000000000000101")]}
RESPONSE = {
    "status": "replied", "reply": {"arg": candid.NOTHING}, "timestamp": TIME, "request_id": bytes.fromhex(QUERY),
}
REQUEST_IDS = {
    "a call": (content(), FIRST),
    "a call with a nonce": (
        content(nonce=bytes(range(16))), "c8688bb7a8da467659f1520390724a106440322c5eac61eeb4c9e516892bb2d1"),
    "a query": (content("query"), QUERY),
    "a reading of state": (STATE_READ, "27758e8909efe6a581c0c4c8e79888325033de8357e61598b86ec0b56cdd161d"),
    "a signed call": (
        content(sender=KEY.sender), "cbdfaccfca4477a7a26998bfdd10283b62a1646a2787b70c2f8daacd539cb132"),
    "a delegation": (DELEGATION, "ba8d6b7b367bae160ce0d415f1212e584ea8abaf5035d5283286d5960ab1029f"),
    "a query's answer": (RESPONSE, "fc3c4efd27cc46e3e068e5ddc680d56c7a58360c13f77123fdf945be6591909d"),
}


@checks("request ids are those of the worked examples")
def request_ids_as_worked(recorded):
    for name, (value, expected) in REQUEST_IDS.items():
        expect(request_ids.hash_of_map(value).hex(), expected, name)


@checks("principals of keys, and their text")
def principals_as_worked(recorded):
    expect(principals.text_of(KEY.sender), "e73il-iz5tp-nkgt7-idxyw-ngkah-47bpv-qdase-pzde6-g6vwc-a3eql-jae")
    expect(principals.text_of(Secp256k1(1).sender), "vh5jj-2v5av-uunuh-hbba5-pss3b-vrzng-7dqdp-xcku3-zj2tc-36shc-bqe")
    expect(principals.text_of(P256(1).sender), "svixd-dijgl-w65hb-fx6lq-ctonm-iiyi2-hprpy-gmara-jouum-z4mxg-3ae")
    for text in ("aaaaa-aa", "2vxsx-fae", "rwlgt-iiaaa-aaaaa-aaaaa-cai"):
        expect(principals.text_of(principals.from_text(text)), text)


@checks("envelopes and signatures of Ed25519 are those of the worked examples")
def envelopes_as_worked(recorded):
    signed = requests.envelope(content(sender=KEY.sender), KEY)
    expect(signed["sender_sig"].hex(), (
        "60df381ba9f3cc734642f5ea9284810987cf4a436eac9db41fbb4d424a7387b2"
        "f313b77f856de47225dc3943630cc88bcf46da02b67a6336c0f1cfecf5fe7a01"))
    one = delegation(KEY, KEY, TIME, targets=DELEGATION["targets"])
    expect(one["signature"].hex(), (
        "a800113a1d674443f12dc7a416cc285fc43bc664a10a293e3daf47cf7b102fd1"
        "1095917bf5e66786e135484c459a0ad67306632c8e905aaf0c57dff2fa1e4106"))
    expect(requests.encode(requests.envelope(content("query"), Anonymous()))[:3].hex(), "d9d9f7")
    delegated = requests.envelope(content(sender=KEY.sender), Delegated(KEY, [one], KEY))
    expect(sorted(delegated), ["content", "sender_delegation", "sender_pubkey", "sender_sig"])


@checks("arguments of the management canister are those of the worked examples")
def candid_as_worked(recorded):
    first = principals.from_text("rwlgt-iiaaa-aaaaa-aaaaa-cai")
    expect(management.canister(first).hex(), "4449444c016c01b3c4b1f204680100010a00000000000000000101")
    amount = candid.record(amount=("opt", "nat"), specified_id=("opt", "principal"))
    made = candid.encode((amount, {"amount": 10**12, "specified_id": None}))
    expect(candid.decode(made), [{candid.field_id("amount"): [10**12], candid.field_id("specified_id"): None}])
    installed = candid.decode(management.install(first, b"\0asm\1\0\0\0"))[0]
    expect(candid.field(installed, "mode"), (candid.field_id("install"), None))
    expect(candid.field(installed, "wasm_module"), b"\0asm\1\0\0\0")


PRUNED_TREE = cbor.decode(bytes.fromhex(
    "83018301830241618301820458201b4feff9bef8131788b0c9dc6dbad6e81e524249c879e9f10f71ce3749f5a63883024179820345776f72"
    "6c6483024162820458207b32ac0c6ba8ce35ac82c255fc7906f7fc130dab2a090f80fe12f9c2cae83ba6830182045820ec8324b8a1f1ac16"
    "bd2e806edba78006479c9877fed4eb464a25485465af601d830241648203476d6f726e696e67"))
LOOKUPS = {
    "a/a": (UNKNOWN, None), "a/y": (FOUND, b"world"), "aa": (ABSENT, None), "ax": (ABSENT, None),
    "b": (UNKNOWN, None), "bb": (UNKNOWN, None), "d": (FOUND, b"morning"), "e": (ABSENT, None),
}


@checks("look-ups in the specification's pruned tree: found, absent, unknown")
def lookups_as_worked(recorded):
    expect(hash_trees.digest(PRUNED_TREE).hex(), "eb5c5b2195e62d996b84c9bcc8259d19a83786a2f59e0878cec84c811f669aa0")
    hash_trees.check_order(PRUNED_TREE)
    for path, expected in LOOKUPS.items():
        expect(hash_trees.lookup(PRUNED_TREE, [label.encode() for label in path.split("/")]), expected, path)


OTHER_ROOT = certificates.BLS_DER_PREFIX + bytes.fromhex(
    "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
    "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8")


def is_refused(action, why):
    try:
        action()
    except certificates.Refused as refusal:
        if why not in str(refusal):
            raise Failed(f"expected a refusal with {why!r}, got {refusal}")
        return
    raise Failed(f"expected a refusal with {why!r}, got a certificate that verifies")


# The canisters that the recorded certificates are about, and whether a subnet signed that the root delegated to.
RECORDED = {
    "mainnet, by a subnet with a delegation": ("ivg37-qiaaa-aaaab-aaaga-cai", True),
    "mainnet, by the root subnet": ("ryjl3-tyaaa-aaaaa-aaaba-cai", False),
    "a local replica": ("bnz7o-iuaaa-aaaaa-qaaaa-cai", False),
}


@checks("real certificates verify, and fail with another root, another canister, other bytes, or too old")
def real_certificates(recorded):
    for case in recorded:
        data, root = bytes.fromhex(case["certificate"]), certificates.BLS_DER_PREFIX + bytes.fromhex(case["root"])
        canister, is_delegated = RECORDED[case["name"]]
        canister = principals.from_text(canister)
        certificate = certificates.Certificate(data)
        now, too_late = certificate.time, certificate.time + certificates.MAXIMUM_AGE + 1
        certificate.verify(root, canister, now)
        expect("delegation" in certificate.fields, is_delegated, f"a delegation in {case['name']}")
        is_refused(lambda: certificate.verify(OTHER_ROOT, canister, now), "a wrong BLS signature")
        is_refused(lambda: certificate.verify(root, canister, too_late), "more than 5 minutes")
        altered = bytearray(data)
        altered[data.index(b"time") + 8] ^= 1
        changed = certificates.Certificate(bytes(altered))
        is_refused(lambda: changed.verify(root, canister, now), "a wrong BLS signature")
        if is_delegated:
            outside = b"\xff" * 8 + b"\1\1"
            is_refused(lambda: certificate.verify(root, outside, now), "not in the subnet's ranges")


@checks("signatures of one signer are verified together, and one that is another's is noticed")
def signatures_together(recorded):
    root = certificates.BLS_DER_PREFIX + bytes.fromhex(recorded[0]["root"])
    delegated, own, other = (certificates.Certificate(bytes.fromhex(case["certificate"])) for case in recorded)
    parent = certificates.Certificate(delegated.fields["delegation"]["certificate"])
    certificates.verify_signatures_together(root, [own, parent])
    wrong = "a wrong BLS signature among several"
    is_refused(lambda: certificates.verify_signatures_together(root, [own, parent, other]), wrong)
    own.signature, parent.signature = parent.signature, own.signature
    is_refused(lambda: certificates.verify_signatures_together(root, [own, parent]), wrong)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        main(checks, json.load(file)["certificates"])
