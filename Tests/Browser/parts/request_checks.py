"""Principals, request ids and signatures, against the interface specification's example and another implementation."""

import cbor2
from checks import expect, expect_that
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key
from icp_principal import Principal

EXAMPLE = {"request_type": "call", "sender": "04", "ingress_expiry": "1685570400000000000",
           "canister_id": "00000000000004d2", "method_name": "hello", "arg": "4449444c00fd2a"}
EXAMPLE_ID = "1d1091364d6bb8a6c16b203ee75467d59ead468f523eb058880ae8ec80e2b101"
WITH_NONCE = {**EXAMPLE, "nonce": bytes(range(16)).hex()}
WITH_NONCE_ID = "c8688bb7a8da467659f1520390724a106440322c5eac61eeb4c9e516892bb2d1"
OF_KEY = "e73il-iz5tp-nkgt7-idxyw-ngkah-47bpv-qdase-pzde6-g6vwc-a3eql-jae"
KEY = "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def define(checks):
    @checks("principals of all lengths have the text that another implementation gives them")
    def texts(page):
        data = [bytes(range(200, 200 + size)).hex() for size in range(30)]
        expected = [Principal(bytes.fromhex(one)).to_str() for one in data]
        expect(page("principalTexts", data), expected, "texts")
        expect(page("principals", [text.upper() for text in expected]), data, "bytes")
        expect(page("principalOfKey", KEY), OF_KEY, "a key's principal")

    @checks("the short name of a person shows bits of the key's hash, and not those of the checksum alone")
    def short_names(page):
        key = bytes(range(100, 128)) + b"\2"
        groups = Principal(key).to_str().split("-")
        canister = bytes.fromhex("00000000002000000101")
        expect(page("shortNames", [key.hex(), canister.hex()]),
               [f"…{groups[2]}-{groups[3]}…", Principal(canister).to_str()], "short names")

    @checks("texts that are no principals are refused")
    def no_principals(page):
        for answer in page("principals", ["", "a", "rrkah-fqaaa-aaaaa-aaaaq-caj", "rrkahfqaaaaaaaaaaaaqcai", "aaaaa-a1",
                                          "aaaaa-aa-", " aaaaa-aa", "a" * 80, "ä"]):
            expect_that("principal" in answer.get("refused", ""), "a refusal", answer)

    @checks("request ids are those of the specification")
    def ids(page):
        expect(page("requestIds", [EXAMPLE, WITH_NONCE]), [EXAMPLE_ID, WITH_NONCE_ID], "ids")

    @checks("an envelope is signed with a key that nothing can read, of the principal that sends it")
    def signed(page):
        made = page("envelope", EXAMPLE)
        expect(made["keys"], [False, ["sign"]], "what the private key may be used for")
        envelope = cbor2.loads(bytes.fromhex(made["envelope"]))
        envelope = getattr(envelope, "value", envelope)
        content, der, signature = envelope["content"], envelope["sender_pubkey"], envelope["sender_sig"]
        expect(Principal.self_authenticating(der).to_str(), made["principal"], "the key's principal")
        expect(content["sender"], Principal.from_str(made["principal"]).bytes, "sender")
        fields = {name: value.hex() if isinstance(value, bytes) else str(value) for name, value in content.items()}
        digest = bytes.fromhex(page("requestIds", [fields])[0])
        r, s = (int.from_bytes(half) for half in (signature[:32], signature[32:]))
        payload = b"\x0aic-request" + digest
        load_der_public_key(der).verify(encode_dss_signature(r, s), payload, ec.ECDSA(hashes.SHA256()))
