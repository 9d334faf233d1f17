"""Requests of nobody to the probe, one of each kind."""

from client import requests

KINDS = [("call", 2), ("call", 3), ("call", 4), ("query", 2), ("query", 3), ("read_state", 2), ("read_state", 3)]


def envelope(scene, kind, **more):
    contents = {
        "call": requests.call(scene.probe, "add", b"", b"\x04"),
        "query": requests.query(scene.probe, "count", b"", b"\x04"),
        "read_state": requests.read_state([[b"time"]], b"\x04"),
    }
    return requests.envelope({**contents[kind], **more}, scene.anonymous)
