"""Verifies HTTP responses of canisters as a gateway does, with nothing of this project's own code: HTTP Gateway Protocol
Specification, response verification version 2.

    verify(request, response, canister, root_key)       all of it, the certificate's signature and age included
    verify_in_tree(request, response, certified_data)   the same for known certified data, whatever the certificate

Both refuse with `Refused`, which says why. Paths are looked up decoded, as gateways do it.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

import cbor2

from certificate_expression import Expression, Malformed
from client import cbor, hash_trees, leb128
from client.certificates import Certificate
from client.certificates import Refused as CertificateRefused
from client.hash_trees import ABSENT, FOUND

CERTIFICATE, EXPRESSION = "ic-certificate", "ic-certificateexpression"
ROOT, EXACT, WILDCARD = b"http_expr", b"<$>", b"<*>"


class Refused(Exception):
    """The response is not proven."""


def need(condition, what):
    if not condition:
        raise Refused(what)


@dataclass
class Request:
    """A request as the gateway gave it to the canister; the URL is the path with the query."""

    url: str
    method: str = "GET"
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


@dataclass
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def only(self, name):
        values = [value for other, value in self.headers if other.lower() == name]
        need(len(values) == 1, f"{len(values)} headers {name!r} where one was expected")
        return values[0]


class CertificateHeader:
    """The fields of the header `IC-Certificate`."""

    NAMES = {"certificate", "tree", "expr_path", "version"}

    def __init__(self, value):
        fields = {}
        for part in value.split(","):
            name, equals, text = part.strip(" ").partition("=")
            need(equals and name in self.NAMES and name not in fields, f"a field {name!r} in IC-Certificate")
            fields[name] = text
        need(set(fields) == self.NAMES, f"fields {sorted(fields)} in IC-Certificate")
        need(fields["version"] == "2", f"version {fields['version']!r}")
        self.certificate, self.tree, path = (
            self.decoded(fields[name]) for name in ("certificate", "tree", "expr_path"))
        self.path = self.decoded_path(path)

    @staticmethod
    def decoded(text):
        need(len(text) > 2 and text[0] == text[-1] == ":", "a field that is no byte sequence")
        try:
            data = base64.b64decode(text[1:-1], validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(f"not base 64: {error}") from error
        need(base64.b64encode(data).decode() == text[1:-1], "base 64 with stray bits")
        return data

    @staticmethod
    def decoded_path(data):
        try:
            path = cbor.decode(data)
        except cbor.NotCBOR as error:
            raise Refused(str(error)) from error
        is_path = isinstance(path, (list, tuple)) and all(isinstance(part, str) for part in path)
        need(is_path and data == cbor2.dumps(cbor2.CBORTag(55799, list(path))), "expr_path is no array of texts")
        return [part.encode() for part in path]


def path_of(url):
    """The path of a URL in segments, decoded; a slash at the end is an empty one."""
    path = unquote_to_bytes(url.partition("#")[0].partition("?")[0])
    need(path.startswith(b"/"), f"no path: {url!r}")
    try:
        path.decode()
    except UnicodeDecodeError as error:
        raise Refused(f"the path is not UTF-8: {url!r}") from error
    return [part for part in path.split(b"/") if part] + ([b""] if path.endswith(b"/") else [])


def places(segments):
    """Where a response to a path may stand in the tree, the most specific place first."""
    yield [ROOT, *segments, EXACT]
    for count in range(len(segments), -1, -1):
        if count < len(segments):
            yield [ROOT, *segments[:count], b"", WILDCARD]
        yield [ROOT, *segments[:count], WILDCARD]


def check_path(tree, path, segments):
    """Refuses a place other than the most specific that the tree has for the request."""
    need(path[:1] == [ROOT] and path[-1] in (EXACT, WILDCARD), f"expr_path {path} is of no known form")
    need(not {EXACT, WILDCARD} & set(path[:-1]), f"expr_path {path} has an end in its middle")
    for place in places(segments):
        if place == path:
            state, _ = hash_trees.subtree(tree, place)
            need(state == FOUND, f"expr_path {path} is {state} in the tree")
            return
        state, _ = hash_trees.subtree(tree, place)
        need(state == ABSENT, f"{place}, which is more specific than {path}, is {state} in the tree")
    raise Refused(f"expr_path {path} is not for {segments}")


def hash_of_headers(pairs):
    """The representation-independent hash of a map in which names may come several times."""
    hashes = sorted((hashlib.sha256(name.encode()).digest(), hashlib.sha256(value).digest()) for name, value in pairs)
    return hashlib.sha256(b"".join(name + value for name, value in hashes)).digest()


def joined(headers, body):
    return hashlib.sha256(hash_of_headers(headers) + hashlib.sha256(body).digest()).digest()


def request_hash(request, expression):
    names = {name.lower() for name in expression.request_headers}
    headers = [(name.lower(), value.encode()) for name, value in request.headers if name.lower() in names]
    headers.append((":ic-cert-method", request.method.encode()))
    query = request.url.partition("#")[0].partition("?")[2]
    kept = [part for part in query.split("&") if part.partition("=")[0] in expression.query_parameters]
    if kept:
        headers.append((":ic-cert-query", "&".join(kept).encode()))
    return joined(headers, request.body)


def response_hash(response, expression):
    headers = [
        (name.lower(), value.encode()) for name, value in response.headers
        if name.lower() == EXPRESSION or name.lower() != CERTIFICATE and expression.certifies(name)]
    headers.append((":ic-cert-status", leb128.encode(response.status)))
    return joined(headers, response.body)


def check_tree(request, response, header, certified_data):
    """Refuses what the tree, whose root hash is the certified data, does not prove. Gives the expression."""
    try:
        tree = cbor.decode(header.tree)
        need(header.tree.startswith(b"\xd9\xd9\xf7"), "the tree does not describe itself as CBOR")
        need(hash_trees.digest(tree) == certified_data, "the tree's root hash is not the certified data")
        hash_trees.check_order(tree)
        check_path(tree, header.path, path_of(request.url))
        text = response.only(EXPRESSION)
        expression = Expression(text)
        expression_path = [*header.path, hashlib.sha256(text.encode()).digest()]
        state, _ = hash_trees.subtree(tree, expression_path)
        need(state == FOUND, f"the expression's hash is {state} in the tree")
        if not expression.certifies_nothing:
            request_label = request_hash(request, expression) if expression.certifies_request else b""
            path = [*expression_path, request_label, response_hash(response, expression)]
            state, value = hash_trees.lookup(tree, path)
            need(state == FOUND and value == b"", f"the hashes of request and response are {state} in the tree")
    except (cbor.NotCBOR, hash_trees.Malformed, Malformed) as error:
        raise Refused(str(error)) from error
    return expression


def verify_in_tree(request, response, certified_data):
    return check_tree(request, response, CertificateHeader(response.only(CERTIFICATE)), certified_data)


def verify(request, response, canister, root_key, now=None):
    """Refuses a response that is not proven.

    `root_key` is the key of the network in DER; `now` is in nanoseconds since 1970, by default the clock's."""
    header = CertificateHeader(response.only(CERTIFICATE))
    try:
        certificate = Certificate(header.certificate)
        certificate.verify(root_key, canister, now)
        certified_data = certificate.value([b"canister", canister, b"certified_data"])
    except CertificateRefused as error:
        raise Refused(f"the certificate: {error}") from error
    return check_tree(request, response, header, certified_data)
