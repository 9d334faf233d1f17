"""Judges the server by what the client `pocket-ic` of PyPI sees, which starts it by itself.

    check_client.py MODULE INTERFACE    of the canister Conformance; POCKET_IC_BIN names the server
"""

import os
import pathlib
import sys

import ic
import requests
from checks import Checks, expect, expect_that, main
from pocket_ic import PocketIC, SubnetConfig, SubnetKind

from websocket_canister import Conformance, Session, base64_of, keep_alive, readable, service_message

checks = Checks()
SECOND = 10**9
GENESIS = 1_620_328_630 * SECOND
ALICE, BOB, GATEWAY = (ic.Principal.self_authenticating(name * 8) for name in (b"alice", b"bobby", b"gates"))


class Scene:
    def __init__(self, module, interface):
        self.module = pathlib.Path(module).read_bytes()
        self.interface = pathlib.Path(interface).read_text()

    def conformance(self, pic):
        return Conformance(pic, self.module, self.interface)


def refusal(action, *kinds):
    """The text of the error that an action raises."""
    try:
        result = action()
    except kinds or (ValueError, ConnectionError) as error:
        return str(error)
    raise AssertionError(f"nothing was raised, but {result!r} returned")


def advance(pic, seconds):
    """Moves the time on, as tests do: in steps, with rounds in which timers fire and what follows is executed."""
    pic.advance_time(seconds * SECOND)
    for _ in range(3):
        pic.tick()


@checks("a WebSocket session: open, message, acknowledgement after its time, keep-alive, silence, close")
def session(scene):
    pic = PocketIC(SubnetConfig(nns=True))
    session = Session(scene.conformance(pic), ALICE, GATEWAY)
    expect(session.open(), {"Ok": None}, "outcome of ws_open")
    [first] = session.receive()
    expect(first["sequence_num"], 1, "sequence number")
    expect(service_message(first["content"])[0], "OpenMessage", "first message")

    expect(session.send(b"hello"), {"Ok": None}, "outcome of ws_message")
    outcome = session.canister.of(BOB).send(ALICE.to_str(), [b"one", b"", b"\x00\xff"])[0]
    expect(outcome, {"Ok": None}, "outcome of send")
    expect([message["content"] for message in session.receive()], [b"one", b"", b"\x00\xff"], "contents")

    advance(pic, 299)
    expect(session.receive(), [], "messages before the acknowledgement's time")
    advance(pic, 1)
    [acknowledgement] = session.receive()
    expect(acknowledgement["is_service_message"], True, "is_service_message")
    name, content = service_message(acknowledgement["content"])
    expect((name, content["last_incoming_sequence_num"]), ("AckMessage", 1), "message after 300 s")

    expect(session.send(keep_alive(acknowledgement["sequence_num"]), is_service=True), {"Ok": None}, "keep-alive")
    advance(pic, 60)
    expect(session.send(b"still here"), {"Ok": None}, "outcome of ws_message after 60 s more")
    advance(pic, 240)
    [acknowledgement] = session.receive()
    expect(service_message(acknowledgement["content"])[1]["last_incoming_sequence_num"], 3, "acknowledged number")
    advance(pic, 61)
    outcome = session.send(b"too late")
    expect_that("Err" in outcome, "an Err when no keep-alive came", outcome)


@checks("a message with a wrong number closes the connection")
def wrong_number(scene):
    pic = PocketIC(SubnetConfig(nns=True))
    session = Session(scene.conformance(pic), ALICE, GATEWAY)
    session.open()
    session.receive()
    session.sent = 5
    outcome = session.send(b"out of order")
    expect_that("Err" in outcome and "sequence" in outcome["Err"].lower(), "an Err about the number", outcome)
    [closing] = session.receive()
    expect(service_message(closing["content"]), ("CloseMessage", {"reason": {"WrongSequenceNumber": None}}), "message")


@checks("several instances at once: each has its own canisters, time and root key")
def instances(scene):
    pics = [PocketIC(SubnetConfig(nns=True)) for _ in range(3)]
    sessions = [Session(scene.conformance(pic), ALICE, GATEWAY, nonce) for nonce, pic in enumerate(pics)]
    expect([session.open() for session in sessions], [{"Ok": None}] * 3, "outcomes of ws_open")
    pics[1].advance_time(1_000 * SECOND)
    pics[1].tick()
    ages = [(pic.get_time()["nanos_since_epoch"] - GENESIS) // SECOND for pic in pics]
    expect(ages, [0, 1_000, 0], "seconds since the beginning")
    expect(len({pic.get_root_key() for pic in pics}), 3, "number of root keys")
    expect([len(session.receive()) for session in sessions], [1, 1, 1], "messages")
    states = pics[0].server.list_instances()
    expect([states[pic.instance_id] for pic in pics], ["Available"] * 3, "states")
    gone = pics.pop().instance_id
    del sessions[2]
    pics[0].server.delete_instance(gone)
    expect(pics[0].server.list_instances()[gone], "Deleted", "state")
    text = refusal(lambda: pics[0].server.instance_get("read/get_time", gone))
    expect_that("was deleted" in text, "that it was deleted", text)


@checks("canisters get the numbers that PocketIC gives them")
def canister_ids(_):
    pic = PocketIC()
    expect([pic.create_canister().to_str() for _ in range(2)],
           ["lxzze-o7777-77777-aaaaa-cai", "lqy7q-dh777-77777-aaaaq-cai"], "ids")
    chosen = ic.Principal.from_str("rwlgt-iiaaa-aaaaa-aaaaa-cai")
    expect(pic.create_canister(canister_id=chosen).to_str(), chosen.to_str(), "specified id")
    text = refusal(lambda: pic.create_canister(canister_id=chosen))
    expect_that("exists already" in text and "CanisterIdAlreadyExists" in text, "that it exists", text)


@checks("topology, subnet of a canister, existence")
def topology(_):
    for config, kind in (
            (None, SubnetKind.APPLICATION), (SubnetConfig(system=1), SubnetKind.SYSTEM),
            (SubnetConfig(verified_application=1), SubnetKind.VERIFIED_APPLICATION),
            (SubnetConfig(nns=True), SubnetKind.NNS)):
        pic = PocketIC(config)
        [(subnet, found)] = pic.topology().items()
        expect(found, kind, "kind")
        key = pic.get_root_key()
        expect(None if key is None else len(key), 133 if kind == SubnetKind.NNS else None, "length of the root key")
        canister = pic.create_canister(subnet=subnet)
        expect(pic.get_subnet(canister).to_str(), subnet.to_str(), "subnet")
        expect(pic.check_canister_exists(canister), True, "existence")
        expect(pic.check_canister_exists(ALICE), False, "existence of another")


@checks("cycles are added and counted, also more than 64 bits hold")
def cycles(_):
    pic = PocketIC()
    canister = pic.create_canister()
    expect(pic.get_cycles_balance(canister), 100 * 10**12, "cycles of a new canister")
    expect(pic.add_cycles(canister, 10**30), 10**30 + 100 * 10**12, "cycles after adding")
    expect(pic.get_cycles_balance(canister), 10**30 + 100 * 10**12, "cycles")
    text = refusal(lambda: pic.get_cycles_balance(ALICE))
    expect_that("CanisterNotFound" in text, "CanisterNotFound", text)


@checks("time is set, advanced, and never goes back; a tick is a nanosecond")
def time(_):
    pic = PocketIC()
    expect(pic.get_time(), {"nanos_since_epoch": GENESIS}, "time")
    pic.tick()
    expect(pic.get_time(), {"nanos_since_epoch": GENESIS + 1}, "time after a tick")
    pic.set_time(GENESIS + SECOND)
    pic.tick()
    expect(pic.get_time(), {"nanos_since_epoch": GENESIS + SECOND}, "time after it was set, and a tick")
    text = refusal(lambda: pic.set_time(GENESIS))
    expect_that("SettingTimeIntoPast" in text, "SettingTimeIntoPast", text)


@checks("stable memory is set and read, from a blob as it is and a compressed one")
def stable_memory(scene):
    import gzip
    pic = PocketIC()
    canister = pic.create_canister()
    text = refusal(lambda: pic.get_stable_memory(canister))
    expect_that("CanisterIsEmpty" in text, "CanisterIsEmpty", text)
    pic.install_code(canister, scene.module, [
        {"type": ic.candid.Types.Nat64, "value": 50}, {"type": ic.candid.Types.Nat64, "value": 300_000}])
    for content, compression in ((b"plain" * 1_000, None), (bytes(range(256)) * 300, "gzip"), (b"", None)):
        sent = gzip.compress(content) if compression else content
        pic.set_stable_memory(canister, sent, compression)
        found = pic.get_stable_memory(canister)
        expect(len(found) % 65_536, 0, "rest of the size")
        expect(found[:len(content)], content, "content")
        expect(found[len(content):].strip(b"\0"), b"", "what follows")


@checks("settings decide who may install")
def controllers(scene):
    pic = PocketIC()
    pic.set_sender(ALICE)
    canister = pic.create_canister()
    pic.set_sender(BOB)
    text = refusal(lambda: pic.install_code(canister, scene.module, []))
    expect_that("CanisterInvalidController" in text, "CanisterInvalidController", text)


@checks("rejections tell codes by their names, and why")
def rejections(scene):
    pic = PocketIC()
    canister = scene.conformance(pic)
    text = refusal(lambda: pic.update_call(canister.id, "no_such_method", ic.encode([])))
    expect_that("CanisterError" in text and "CanisterMethodNotFound" in text, "CanisterMethodNotFound", text)
    text = refusal(lambda: pic.query_call(canister.id, "no_such_method", ic.encode([])))
    expect_that("CanisterMethodNotFound" in text, "CanisterMethodNotFound", text)
    text = refusal(lambda: pic.update_call(ic.Principal.from_str("rwlgt-iiaaa-aaaaa-aaaaa-cai"), "x", b""))
    expect_that("DestinationInvalid" in text and "CanisterNotFound" in text, "CanisterNotFound", text)
    text = refusal(lambda: pic.update_call(None, "no_such_method", ic.encode([])))
    expect_that("BadIngressMessage" in text, "BadIngressMessage", text)
    text = refusal(lambda: pic.install_code(canister.id, b"\0asm no module", []))
    expect_that("CanisterAlreadyInstalled" in text or "CanisterInvalidWasm" in text, "why not", text)


@checks("what is not supported is named")
def unsupported(_):
    for config, words in (
            (SubnetConfig(nns=True, application=1), "2 subnets (NNS, Application)"),
            (SubnetConfig(bitcoin=True), "the kind Bitcoin"), (SubnetConfig(fiduciary=True), "the kind Fiduciary")):
        text = refusal(lambda: PocketIC(config))
        expect_that("status code 400" in text and words in text, words, text)
    config = SubnetConfig(application=1, state_dir=os.getcwd())
    text = refusal(lambda: PocketIC(config))
    expect_that("'state_dir'" in text, "'state_dir'", text)


@checks("the agent of ic-py reaches an instance in auto progress mode at its address")
def agent(scene):
    pic = PocketIC(SubnetConfig(nns=True))
    canister = scene.conformance(pic)
    pic._instance_post("auto_progress", {"artificial_delay_ms": None})
    expect(pic._instance_get("auto_progress"), True, "auto progress")
    url = f"{pic.server.url}/instances/{pic.instance_id}"
    identity = ic.Identity()
    agent = ic.Agent(identity, ic.Client(url=url))
    methods = ic.Canister(agent, canister.id.to_str(), readable(scene.interface))
    opened = methods.ws_open({"client_nonce": 3, "gateway_principal": GATEWAY.to_str()})
    expect(opened, [{"Ok": None}], "outcome of ws_open")
    session = Session(canister, identity.sender(), GATEWAY, 3)
    [first] = session.receive()
    expect(service_message(first["content"])[0], "OpenMessage", "first message")
    expect(pic._instance_post("stop_progress", {}), None, "answer")
    expect(pic._instance_get("auto_progress"), False, "auto progress")


@checks("equal calls count as several, and each has its own end")
def equal_calls(scene):
    pic = PocketIC(SubnetConfig(nns=True))
    canister = scene.conformance(pic)
    session = Session(canister, ALICE, GATEWAY)
    session.open()
    body = {
        "sender": base64_of(BOB.bytes), "effective_principal": "None", "canister_id": base64_of(canister.id.bytes),
        "method": "send", "payload": base64_of(ic.encode([
            {"type": ic.candid.Types.Principal, "value": ALICE.to_str()},
            {"type": ic.candid.Types.Vec(ic.candid.Types.Vec(ic.candid.Types.Nat8)), "value": [b"x"]}])),
    }
    calls = [pic._instance_post("update/submit_ingress_message", body)["Ok"] for _ in range(2)]
    expect_that(calls[0] != calls[1], "different ids", calls)
    ends = [pic._instance_post("update/await_ingress_message", call) for call in calls]
    expect_that(all("Ok" in end for end in ends), "two replies", ends)
    expect([message["content"] for message in session.receive()][1:], [b"x", b"x"], "contents")


@checks("all instances of this process are on one server")
def one_server(_):
    first, second = PocketIC(), PocketIC()
    expect(first.server.url, second.server.url, "address")
    expect(requests.get(first.server.url + "/status", timeout=60).status_code, 200, "status")


if __name__ == "__main__":
    main(checks, Scene(*sys.argv[1:]))
