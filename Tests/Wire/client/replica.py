"""A replica behind its address, as its clients see it."""

import collections
import time
from collections.abc import Mapping
from http.client import HTTPException

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization

from client import cbor, certificates, hash_trees, leb128, principals, request_ids, requests, transport
from client.hash_trees import FOUND
from client.identities import Anonymous


class Unexpected(Exception):
    """An answer that the specification does not allow, or not here."""


class Rejected(Exception):
    """A reject, with what a client learns of it."""

    def __init__(self, code, message, error_code, certified):
        super().__init__(f"reject {code} ({error_code}): {message}")
        self.code, self.message, self.error_code, self.certified = code, message, error_code, certified


def need(condition, what):
    if not condition:
        raise Unexpected(what)


def answer(response, status=200):
    """The map of an answer."""
    got = f"{response.status}: {cbor.shown(response.body, 300)}"
    need(response.status == status, f"expected status {status}, got {got}")
    value = cbor.decode(response.body)
    need(isinstance(value, Mapping), f"expected a map, got {value!r}")
    return value


class Replica:
    def __init__(self, url):
        self.url = url.rstrip("/")
        self._root_key = None
        # Certificates seen whose signatures are not verified yet: together that takes no longer than for one.
        self.unverified = collections.deque(maxlen=100)

    # Addresses.

    @staticmethod
    def path(version, kind, effective, of="canister"):
        text = principals.text_of(effective) if isinstance(effective, bytes) else effective
        return f"/api/v{version}/{of}/{text}/{kind}"

    def post(self, version, kind, effective, envelope, of="canister", tagged=True, **headers):
        """Sends an envelope, or bytes as they are."""
        body = envelope if isinstance(envelope, bytes) else requests.encode(envelope, tagged)
        return transport.post_cbor(self.url, self.path(version, kind, effective, of), body, **headers)

    # Status.

    def status(self):
        return answer(transport.exchange(self.url, "GET", "/api/v2/status"))

    @property
    def root_key(self):
        if self._root_key is None:
            self._root_key = self.status()["root_key"]
        return self._root_key

    @property
    def root_subnet(self):
        return principals.self_authenticating(self.root_key)

    def wait_until_healthy(self, seconds=60, still_there=lambda: True):
        """Asks until it says that it is healthy."""
        end = time.monotonic() + seconds
        while True:
            try:
                if self.status().get("replica_health_status") == "healthy":
                    return
            except (OSError, Unexpected, HTTPException):
                pass
            need(still_there(), "the replica has ended")
            need(time.monotonic() < end, f"the replica was not healthy after {seconds} s")
            time.sleep(0.02)

    # Certificates.

    def certificate(self, data, canister=None, verify=True, at_once=False):
        """Reads a certificate. Its signature is verified `at_once`, or else by ``verify_signatures()``."""
        need(isinstance(data, bytes), f"expected a certificate's bytes, got {type(data).__name__}")
        certificate = certificates.Certificate(data)
        if verify or at_once:
            certificate.verify(self.root_key, canister, later=None if at_once else self.unverified)
        elif "delegation" not in certificate.fields:
            self.unverified.append(certificate)
        return certificate

    def verify_signatures(self):
        """Verifies the signatures of all certificates that were seen; refuses if there were none."""
        need(self.unverified, "there was no certificate of the root subnet")
        certificates.verify_signatures_together(self.root_key, self.unverified)
        self.unverified.clear()

    def read_state(self, effective, paths, identity=Anonymous(), version=3, of="canister", verify=True, **more):
        content = requests.read_state(paths, identity.sender, **more)
        response = self.post(version, "read_state", effective, requests.envelope(content, identity), of)
        fields = answer(response)
        need(set(fields) == {"certificate"}, f"expected the field certificate, got {list(fields)}")
        return self.certificate(fields["certificate"], effective if of == "canister" else None, verify)

    # Calls.

    def submit(self, content, identity, effective=None, version=4):
        effective = content["canister_id"] if effective is None else effective
        return self.post(version, "call", effective, requests.envelope(content, identity))

    def call(self, canister, method, argument, identity=Anonymous(), effective=None, version=4, verify=False, **more):
        """An update call to its reply. Throws ``Rejected``."""
        content = requests.call(canister, method, argument, identity.sender, **more)
        effective = canister if effective is None else effective
        response = self.submit(content, identity, effective, version)
        return self.outcome(response, content, identity, effective, verify)

    def outcome(self, response, content, identity, effective, verify=False):
        request_id = request_ids.hash_of_map(content)
        if response.status == 202:
            need(response.body == b"", f"expected no body with 202, got {cbor.shown(response.body)}")
            return self.poll(request_id, identity, effective, verify)
        fields = answer(response)
        if "certificate" in fields:
            canister = effective if effective != principals.MANAGEMENT else None
            return self.result(self.certificate(fields["certificate"], canister, verify), request_id)
        raise Rejected(fields["reject_code"], fields["reject_message"], fields.get("error_code"), False)

    def poll(self, request_id, identity, effective, verify=False, seconds=120):
        """Reads a request's status until it is final."""
        end = time.monotonic() + seconds
        while True:
            certificate = self.read_state(effective, [[b"request_status", request_id]], identity, verify=False)
            result = self.result(certificate, request_id, final=False)
            if result is not None:
                if verify:
                    certificate.check_age()
                return result
            need(time.monotonic() < end, f"no answer to a call after {seconds} s")
            time.sleep(0.05)

    @staticmethod
    def request_status(certificate, request_id):
        """A request's status as text, `None` where it is certain that the request is not known."""
        state, value = certificate.lookup([b"request_status", request_id, b"status"])
        need(state != hash_trees.UNKNOWN, "a request's status was asked for and is left out")
        return value.decode() if state == FOUND else None

    def result(self, certificate, request_id, final=True):
        status = self.request_status(certificate, request_id)
        path = [b"request_status", request_id]
        if status == "replied":
            return certificate.value(path + [b"reply"])
        if status == "rejected":
            state, error_code = certificate.lookup(path + [b"error_code"])
            raise Rejected(
                leb128.decode(certificate.value(path + [b"reject_code"])),
                certificate.value(path + [b"reject_message"]).decode(), error_code.decode() if state == FOUND else None,
                True)
        need(status in (None, "received", "processing") and not final, f"the request's status is {status}")
        return None

    # Queries.

    def query(self, canister, method, argument, identity=Anonymous(), effective=None, version=3, **more):
        """A query to its reply, its node's signature verified. Throws ``Rejected``."""
        content = requests.query(canister, method, argument, identity.sender, **more)
        effective = canister if effective is None else effective
        fields = answer(self.post(version, "query", effective, requests.envelope(content, identity)))
        self.check_node_signature(fields, content, effective)
        if fields["status"] == "replied":
            return fields["reply"]["arg"]
        raise Rejected(fields["reject_code"], fields["reject_message"], fields.get("error_code"), True)

    def check_node_signature(self, fields, content, effective):
        """Refuses an answer that no node of the subnet signed, for this very request."""
        signatures = fields.get("signatures")
        need(signatures, f"expected signatures, got {signatures!r}")
        for one in signatures:
            need(set(one) == {"timestamp", "signature", "identity"}, f"a signature with the fields {list(one)}")
            response = {name: value for name, value in fields.items() if name != "signatures"}
            response |= {"timestamp": one["timestamp"], "request_id": request_ids.hash_of_map(content)}
            key = serialization.load_der_public_key(self.node_key(one["identity"], effective))
            try:
                key.verify(one["signature"], request_ids.response_payload(response))
            except InvalidSignature as error:
                raise Unexpected("the node's signature is not of this answer") from error

    def node_key(self, node, effective):
        certificate = self.subnet_certificate(effective)
        return certificate.value([b"subnet", certificate.subnet(self.root_key), b"node", node, b"public_key"])

    _subnet_certificate = None

    def subnet_certificate(self, effective):
        """What is certified of subnets, read once, for a canister's address."""
        if self._subnet_certificate is None:
            effective = self.root_subnet if effective == principals.MANAGEMENT else effective
            self._subnet_certificate = self.read_state(
                effective, [[b"subnet"]], of="subnet" if effective == self.root_subnet else "canister")
        return self._subnet_certificate
