"""Requests as the released JavaScript agent sends them to the probe, and its own ways to take the answers."""

from cryptography.hazmat.primitives import serialization

from checks import expect, expect_in, expect_that
from client import javascript, principals, request_ids, requests, transport
from client.javascript import lookup, verified
from client.replica import answer


def post(scene, path, content, identity):
    """With the only header that it sets."""
    envelope = requests.envelope(content, identity)
    expect_that(
        set(envelope) == ({"content"} if identity is scene.anonymous else {"content", "sender_pubkey", "sender_sig"}),
        "the envelope's fields", set(envelope))
    return transport.post_cbor(scene.replica.url, path, javascript.encode(envelope))


def canister_path(version, kind, canister):
    return f"/api/v{version}/canister/{principals.text_of(canister)}/{kind}"


def call(scene, method, argument, canister=None, effective=None, version=3, identity=None):
    """A call as an actor makes it; its request id and the answer."""
    identity = identity or scene.controller
    canister = scene.probe if canister is None else canister
    content = javascript.call(canister, method, argument, identity.sender)
    effective = canister if effective is None else effective
    return request_ids.hash_of_map(content), post(scene, canister_path(version, "call", effective), content, identity)


def final(scene, response, canister):
    """The certificate of a call that is done."""
    return verified(scene.replica, answer(response)["certificate"], canister)


def reply_of(scene, request_id, response, canister):
    certificate = final(scene, response, canister)
    expect(lookup(certificate, [b"request_status", request_id, b"status"]), b"replied", "status")
    return lookup(certificate, [b"request_status", request_id, b"reply"])


def query(scene, method, argument, identity=None):
    identity = identity or scene.controller
    content = javascript.query(scene.probe, method, argument, identity.sender)
    response = post(scene, canister_path(2, "query", scene.probe), content, identity)
    expect(response.status, 200, "status (any other is tried again)")
    return request_ids.hash_of_map(content), answer(response)


def subnet_certificate(scene):
    content = javascript.read_state([[b"subnet"]], scene.controller.sender)
    response = post(scene, canister_path(2, "read_state", scene.probe), content, scene.controller)
    return verified(scene.replica, answer(response)["certificate"], scene.probe)


def check_signature(scene, request_id, fields, keys):
    """Of the first signature, over the fields that it knows and that are there."""
    signature = fields["signatures"][0]
    signed = {"status": fields["status"], "timestamp": signature["timestamp"], "request_id": request_id}
    names = ("reply",) if fields["status"] == "replied" else ("reject_code", "reject_message", "error_code")
    signed |= {name: fields[name] for name in names if name in fields}
    expect_in(signature["identity"], keys, "the node's id one of")
    key = serialization.load_der_public_key(keys[signature["identity"]])
    key.verify(signature["signature"], request_ids.response_payload(signed))
