"""Judges the REST interface by plain requests: each route, what is not supported, and bodies that are none.

    check_rest.py MODULE    of the canister Conformance; POCKET_IC_BIN names the server
"""

import base64
import concurrent.futures
import gzip
import hashlib
import pathlib
import sys

import cbor2
import requests
from checks import Checks, expect, expect_in, expect_that, main
from client import candid, principals

from server_process import PATIENCE, ServerProcess

checks = Checks()
NEW = {"state_config": "New", "instruction_config": "Production"}
ANONYMOUS = base64.b64encode(b"\x04").decode()
SECOND = 10**9


def b64(data):
    return base64.b64encode(data).decode()


class Instance:
    def __init__(self, scene, **description):
        self.scene = scene
        answer = scene.post("instances", {"subnet_config_set": {"application": [NEW]}, **description}, status=201)
        self.created = answer["Created"]
        self.path = f"instances/{self.created['instance_id']}"

    def get(self, path, **options):
        return self.scene.get(f"{self.path}/{path}", **options)

    def post(self, path, body=None, **options):
        return self.scene.post(f"{self.path}/{path}", {} if body is None else body, **options)

    @property
    def subnet(self):
        """The id of the only subnet, in base64."""
        [text] = self.created["topology"]["subnet_configs"]
        letters = text.replace("-", "").upper()
        return b64(base64.b32decode(letters + "=" * (-len(letters) % 8))[4:])

    def call(self, method, argument=b"DIDL\0\0", canister="", effective="None", sender=ANONYMOUS):
        return {
            "sender": sender, "canister_id": canister, "effective_principal": effective, "method": method,
            "payload": b64(argument)}

    def update(self, *arguments, **options):
        submitted = self.post("update/submit_ingress_message", self.call(*arguments, **options))
        return self.post("update/await_ingress_message", submitted["Ok"]) if "Ok" in submitted else submitted

    def create(self):
        argument = candid.encode((candid.record(amount=("opt", "nat")), {"amount": 5}))
        reply = self.update("provisional_create_canister_with_cycles", argument)["Ok"]
        return b64(candid.field(candid.decode(base64.b64decode(reply))[0], "canister_id"))

    def install(self, module):
        canister = self.create()
        install = candid.record(
            mode=("variant", {"install": "null"}), canister_id="principal", wasm_module=candid.BLOB, arg=candid.BLOB)
        argument = candid.encode((install, {
            "mode": ("install", None), "canister_id": base64.b64decode(canister), "wasm_module": module,
            "arg": candid.encode(("nat64", 50), ("nat64", 300_000))}))
        expect(self.update("install_code", argument, effective={"CanisterId": canister}).keys(), {"Ok"}, "outcome")
        return canister


class Scene:
    def __init__(self, url, module):
        self.url, self.module = url, pathlib.Path(module).read_bytes()
        self.session = requests.Session()

    def send(self, method, path, **options):
        return self.session.request(method, f"{self.url}/{path}", timeout=PATIENCE, **options)

    def get(self, path, status=200):
        return self.json(self.send("GET", path), status)

    def post(self, path, body, status=200, **options):
        return self.json(self.send("POST", path, json=body, **options), status)

    @staticmethod
    def json(response, status):
        expect_that(response.status_code == status, f"status {status}", (response.status_code, response.text))
        expect(response.headers["content-type"], "application/json", "content type")
        expect(response.headers["access-control-allow-origin"], "*", "Allow-Origin")
        return response.json()

    def refused(self, method, path, status, *words, **options):
        answer = self.json(self.send(method, path, **options), status)
        expect_that(isinstance(answer.get("message"), str), "a message", answer)
        for word in words:
            expect_that(word in answer["message"], f"a message with {word!r}", answer["message"])
        return answer


@checks("/status, with and without a slash at the end")
def status(scene):
    for path in ("status", "status/"):
        response = scene.send("GET", path)
        expect((response.status_code, response.content), (200, b""), "answer")


@checks("an instance is made, listed, deleted; its number is not used again")
def instances(scene):
    first, second = Instance(scene), Instance(scene)
    numbers = [instance.created["instance_id"] for instance in (first, second)]
    expect(numbers[1], numbers[0] + 1, "number of the second")
    expect(first.created["http_gateway_info"], None, "gateway")
    response = scene.send("DELETE", first.path)
    expect((response.status_code, response.content), (200, b""), "answer")
    states = scene.get("instances/")
    expect([states[number] for number in numbers], ["Deleted", "Available"], "states")
    expect(Instance(scene).created["instance_id"], numbers[1] + 1, "number of the third")
    scene.refused("GET", f"{first.path}/read/get_time", 404, "deleted")
    scene.refused("DELETE", first.path, 404, "deleted")
    scene.refused("GET", "instances/100000/read/get_time", 404, "no instance 100000")
    scene.refused("DELETE", "instances/one", 404, "'one'")


@checks("the topology has all that clients read")
def topology(scene):
    instance = Instance(scene)
    topology = instance.created["topology"]
    for path in ("read/topology", "_/topology", "read/topology/"):
        expect(instance.get(path), topology, "topology")
    [subnet] = topology["subnet_configs"].values()
    expect((subnet["subnet_kind"], subnet["instruction_config"]), ("Application", "Production"), "subnet")
    expect(len(subnet["subnet_seed"]), 32, "length of the seed")
    expect(len(base64.b64decode(subnet["node_ids"][0]["node_id"])), 29, "length of the node's id")
    [ends] = subnet["canister_ranges"]
    expect([len(base64.b64decode(ends[end]["canister_id"])) for end in ("start", "end")], [10, 10], "lengths")
    first = topology["default_effective_canister_id"]["canister_id"]
    expect(base64.b64decode(first).hex(), "ffffffffffe000000101", "first canister")
    expect(instance.create(), first, "first canister that is made")


@checks("descriptions of instances with what is not supported are refused by name")
def refused_descriptions(scene):
    cases = [
        ({"subnet_config_set": {}}, "no subnet"),
        ({"subnet_config_set": {"application": [NEW, NEW]}}, "2 subnets"),
        ({"subnet_config_set": {"bitcoin": NEW}}, "Bitcoin"),
        ({"subnet_config_set": {"cloud_engine": [NEW]}}, "CloudEngine"),
        ({"subnet_config_set": {"sns": {**NEW, "instruction_config": "Benchmarking"}}}, "Benchmarking"),
        ({"subnet_config_set": {"sns": {**NEW, "state_config": {"FromPath": "/tmp"}}}}, "state_config"),
        ({"state_dir": "/tmp"}, "state_dir"),
        ({"icp_features": {"registry": None, "ii": "DefaultConfig"}}, "icp_features.ii"),
        ({"icp_config": {"beta_features": "Enabled"}}, "icp_config.beta_features"),
        ({"bitcoind_addr": ["127.0.0.1:1"]}, "bitcoind_addr"),
        ({"http_gateway_config": {"https_config": {"cert_path": "a", "key_path": "b"}}}, "https_config"),
        ({"subnet_config_set": {"application": {}}}, "subnet_config_set.application"),
        ({"initial_time": {"Timestamp": {"nanos_since_epoch": -1}}}, "out of range"),
    ]
    before = len(scene.get("instances"))
    for description, word in cases:
        body = {"subnet_config_set": {"application": [NEW]}, **description}
        answer = scene.refused("POST", "instances", 400, word, json=body)
        expect(answer["Error"], {"message": answer["message"]}, "Error")
        # Other clients than the one in Python take no member beside it.
        answer = scene.post("instances", body, status=400, headers={"User-Agent": "rust"})
        expect_that(answer.keys() == {"Error"} and word in answer["Error"]["message"], f"Error with {word!r}", answer)
    expect_that("Available" not in scene.get("instances")[before:], "no new instance", scene.get("instances"))


@checks("what clients send beside it is taken: null members, unknown members")
def taken_descriptions(scene):
    Instance(scene, icp_features={"registry": None, "sns": None}, icp_config={"beta_features": None}, log_level="Info",
             state_dir=None, nonmainnet_features=False, incomplete_state="Disabled", dogecoind_addr=None,
             subnet_config_set={"ii": {**NEW, "dts_flag": "Enabled", "cost_schedule": "Free"}, "nns": None})


@checks("time: read, set, certified, ticked, never back; as told at the start")
def time(scene):
    instance = Instance(scene, initial_time={"Timestamp": {"nanos_since_epoch": 1_800_000_000 * SECOND}})
    def now():
        return instance.get("read/get_time")["nanos_since_epoch"]
    expect(now(), 1_800_000_000 * SECOND, "time")
    for path in ("update/set_time", "update/set_certified_time"):
        later = now() + 5 * SECOND
        expect(instance.post(path, {"nanos_since_epoch": later}), None, "answer")
        expect(now(), later, "time")
        scene.refused("POST", f"{instance.path}/{path}", 400, "SettingTimeIntoPast", str(later),
                      json={"nanos_since_epoch": later - 1})
    expect(instance.post("update/tick"), None, "answer")
    expect(now(), later + 1, "time after a tick")
    subnet = {"subnet_id": instance.subnet}
    ticked = instance.post("update/tick/", {"blockmakers": None, "first_subnet": subnet, "last_subnet": subnet})
    expect(ticked, None, "answer")
    scene.refused("POST", f"{instance.path}/update/tick", 501, "blockmakers", json={"blockmakers": [{}]})
    scene.refused("POST", f"{instance.path}/update/tick", 400, "SubnetNotFound",
                  json={"first_subnet": {"subnet_id": b64(b"other")}})


@checks("a call: submitted, not executed before a tick, its status told to its sender")
def ingress(scene):
    instance = Instance(scene)
    call = instance.call("provisional_create_canister_with_cycles", candid.encode((candid.record(), {})))
    submitted = instance.post("update/submit_ingress_message", call)["Ok"]
    expect(submitted["effective_principal"], {"SubnetId": instance.subnet}, "effective principal")
    expect(len(base64.b64decode(submitted["message_id"])), 32, "length of the message's id")
    def status(caller=None, **options):
        return instance.post("read/ingress_status", {
            "raw_message_id": submitted, "raw_caller": caller and {"principal_id": caller}}, **options)
    expect(status(), None, "status before a tick")
    instance.post("update/tick")
    expect(status().keys(), {"Ok"}, "status")
    expect(status(ANONYMOUS), status(), "status for its sender")
    expect_that("message" in status(b64(b"\x01" * 29), status=403), "a message", None)
    expect(instance.post("update/await_ingress_message", submitted), status(), "awaited")
    unknown = {"effective_principal": "None", "message_id": b64(bytes(32))}
    expect(instance.post("read/ingress_status", {"raw_message_id": unknown, "raw_caller": None}), None, "unknown")
    scene.refused("POST", f"{instance.path}/update/await_ingress_message", 400, "after 100 rounds", json=unknown)
    scene.refused("POST", f"{instance.path}/update/await_ingress_message", 400, "32", json={"message_id": "AA=="})


@checks("calls that cannot be right are refused; rejections have names and say whether they are certified")
def rejections(scene):
    instance = Instance(scene)
    canister = instance.install(scene.module)
    def submitted(status=200, **options):
        return instance.post("update/submit_ingress_message", instance.call(**options), status=status)
    def message(**options):
        return submitted(status=400, **options)["message"]
    expect_that("SubnetNotFound" in message(method="x", effective={"SubnetId": b64(b"none")}), "SubnetNotFound", None)
    expect_that("BadIngressMessage" in message(method="start_canister"), "BadIngressMessage", None)
    large = message(method="x", canister=canister, argument=bytes((2 << 20) + 1))
    expect_that("BadIngressMessage" in large and "2097152" in large, "the size", large)
    error = submitted(method="x", canister=b64(b"\0" * 8 + b"\1\1"))["Err"]
    expect((error["reject_code"], error["error_code"], error["certified"]),
           ("DestinationInvalid", "CanisterNotFound", False), "rejection")
    error = instance.update("no_such_method", canister=canister)["Err"]
    expect((error["reject_code"], error["error_code"]), ("CanisterError", "CanisterMethodNotFound"), "rejection")
    bad = instance.update("ws_open", b"no Candid", canister=canister)["Err"]
    expect((bad["reject_code"], bad["certified"]), ("CanisterError", True), "rejection")
    query = instance.post("read/query", instance.call("ws_get_messages", b"no Candid", canister=canister))["Err"]
    expect((query["reject_code"], query["certified"]), ("CanisterError", False), "rejection")


@checks("canisters from outside: cycles, controllers, subnet, public key, memory")
def canisters(scene):
    instance = Instance(scene)
    canister = instance.create()
    named, other = {"canister_id": canister}, {"canister_id": b64(b"\0" * 8 + b"\1\1")}
    expect(instance.post("read/get_cycles", named), {"cycles": 5}, "cycles")
    expect(instance.post("update/add_cycles", {**named, "amount": 2**127}), {"cycles": 2**127 + 5}, "cycles")
    expect(instance.post("update/add_cycles", {**named, "amount": 2**127}), {"cycles": 2**128 - 1}, "cycles at most")
    expect(instance.post("read/get_controllers", named), [{"principal_id": ANONYMOUS}], "controllers")
    expect(instance.post("read/get_subnet", named), {"subnet_id": instance.subnet}, "subnet")
    expect(instance.post("read/get_subnet", other), None, "subnet of another")
    key = bytes(instance.post("read/pub_key", {"subnet_id": instance.subnet}))
    expect((len(key), key[:3].hex()), (133, "308182"), "public key")
    status = cbor2.loads(scene.send("GET", f"{instance.path}/api/v2/status").content)
    expect(getattr(status, "value", status)["root_key"], key, "root key")
    scene.refused("POST", f"{instance.path}/read/pub_key", 400, "SubnetNotFound", json={"subnet_id": canister})
    for path, body in (("read/get_cycles", other), ("read/get_controllers", other), ("read/get_stable_memory", other),
                       ("update/add_cycles", {**other, "amount": 1})):
        scene.refused("POST", f"{instance.path}/{path}", 400, "CanisterNotFound", json=body)
    expect(instance.get("read/get_canister_http"), [], "outcalls")


@checks("blobs: kept by their SHA-256, set as stable memory")
def blobs(scene):
    content = b"content of a memory" * 100
    for sent, headers in ((content, {}), (gzip.compress(content), {"Content-Encoding": "gzip"})):
        response = scene.send("POST", "blobstore", data=sent, headers=headers)
        name = hashlib.sha256(sent).hexdigest()
        expect((response.status_code, response.text), (200, name), "answer")
        stored = scene.send("GET", f"blobstore/{name}", stream=True)
        expect(stored.headers.get("content-encoding"), headers.get("Content-Encoding"), "encoding")
        expect(stored.raw.read(decode_content=False), sent, "blob")
        instance = Instance(scene)
        canister = instance.install(scene.module)
        setting = {"canister_id": canister, "blob_id": b64(bytes.fromhex(name))}
        expect(instance.post("update/set_stable_memory", setting), None, "answer")
        memory = base64.b64decode(instance.post("read/get_stable_memory", {"canister_id": canister})["blob"])
        expect(memory, content.ljust(65_536, b"\0"), "stable memory")
    scene.refused("GET", f"blobstore/{'0' * 64}", 404, "BlobNotFound")
    scene.refused("POST", "blobstore", 400, "'br'", data=b"x", headers={"Content-Encoding": "br"})
    scene.refused("POST", f"{instance.path}/update/set_stable_memory", 404, "BlobNotFound",
                  json={**setting, "blob_id": b64(bytes(32))})
    broken = scene.send("POST", "blobstore", data=b"no gzip", headers={"Content-Encoding": "gzip"}).text
    scene.refused("POST", f"{instance.path}/update/set_stable_memory", 400, "gzip",
                  json={**setting, "blob_id": b64(bytes.fromhex(broken))})


@checks("auto progress: time goes on with the clock, calls over the IC's interface are executed; then it stands still")
def progress(scene):
    instance = Instance(scene, initial_time={"AutoProgress": {"artificial_delay_ms": None}})
    expect(instance.get("auto_progress"), True, "auto progress")
    scene.refused("POST", f"{instance.path}/auto_progress", 400, "already", json={"artificial_delay_ms": 5})
    first = later = instance.get("read/get_time")["nanos_since_epoch"]
    while later <= first:
        later = instance.get("read/get_time")["nanos_since_epoch"]
    expect_that(first > 1_700_000_000 * SECOND, "the time of the clock", first)
    response = scene.send("POST", f"{instance.path}/stop_progress")
    expect(Scene.json(response, 200), None, "answer")
    expect(instance.get("auto_progress"), False, "auto progress")
    still = instance.get("read/get_time")
    expect(instance.get("read/get_time"), still, "time")
    expect(instance.post("stop_progress", {}), None, "answer")
    expect(instance.post("auto_progress", {"artificial_delay_ms": 1}), None, "answer")
    scene.send("DELETE", instance.path)


@checks("an HTTP gateway passes the IC's interface on, and lets canisters show their pages")
def gateways(scene):
    anywhere = {"ip_addr": None, "port": None, "domains": None, "https_config": None}
    instance = Instance(scene, http_gateway_config=anywhere)
    info = instance.created["http_gateway_info"]
    def at_port(port, path):
        return requests.get(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE)
    key = cbor2.loads(scene.send("GET", f"{instance.path}/api/v2/status").content)
    expect(cbor2.loads(at_port(info["port"], "api/v2/status").content), key, "status at the gateway")
    target = {"PocketIcInstance": instance.created["instance_id"]}
    made = scene.post("http_gateway", {"forward_to": target, "domains": ["localhost"]}, status=201)["Created"]
    expect(at_port(made["port"], "_/topology").json(), instance.created["topology"], "topology at the gateway")
    nowhere = at_port(made["port"], "index.html")
    expect_that(nowhere.status_code == 404 and "canisterId" in nowhere.text, "404", (nowhere.status_code, nowhere.text))
    canister = principals.text_of(base64.b64decode(instance.install(scene.module)))
    asked = at_port(made["port"], f"?canisterId={canister}")
    expect_that(asked.status_code == 404 and "http_request" in asked.text, "404", (asked.status_code, asked.text))
    listed = [one for one in scene.get("http_gateway") if one["forward_to"] == target]
    expect([one["port"] for one in listed], [info["port"], made["port"]], "ports")
    again = {"forward_to": target, "port": made["port"]}
    other = {"forward_to": {"Replica": "http://127.0.0.1"}}
    for body, status, word in ((again, 502, str(made["port"])), (other, 400, "forward_to")):
        answer = scene.post("http_gateway", body, status=status)
        expect_that(answer.keys() == {"Error"} and word in answer["Error"]["message"], f"Error with {word!r}", answer)
    expect(scene.post(f"http_gateway/{made['instance_id']}/stop", {}), None, "answer")
    scene.refused("POST", f"http_gateway/{made['instance_id']}/stop", 404, "no HTTP gateway")
    scene.send("DELETE", instance.path)
    expect([one for one in scene.get("http_gateway") if one["forward_to"] == target], [], "gateways of the instance")


@checks("a replica's own refusals come through, and pages of other origins may ask")
def forwarded(scene):
    instance = Instance(scene)
    response = scene.send("POST", f"{instance.path}/api/v2/canister/aaaaa-aa/call", data=b"x",
                          headers={"Content-Type": "application/cbor"})
    expect((response.status_code, response.headers["access-control-allow-origin"]), (400, "*"), "answer")
    for path in (f"{instance.path}/api/v3/canister/aaaaa-aa/call", f"{instance.path}/read/query", "instances"):
        response = scene.send("OPTIONS", path, headers={"Origin": "http://example.org"})
        expect(response.status_code, 204, "status")
        expect_in("POST", response.headers["access-control-allow-methods"], "methods with")


@checks("what PocketIC has and this server has not is named")
def unsupported(scene):
    instance = Instance(scene)
    for path in ("update/mock_canister_http", "update/canister_snapshot_download", "update/canister_snapshot_upload",
                 "update/execute_ingress_message"):
        scene.refused("POST", f"{instance.path}/{path}", 501, path, json={})
    scene.refused("GET", f"{instance.path}/_/dashboard", 501, "_/dashboard")
    scene.refused("POST", "verify_signature", 501, "verify_signature", json={})
    scene.refused("GET", "api.json", 501, "api.json")
    scene.refused("GET", "read_graph/a/b", 404, "read_graph")
    scene.refused("GET", "no/such/route", 404, "no/such/route")
    scene.refused("POST", f"{instance.path}/update/no_such_route", 404, "update/no_such_route", json={})
    scene.refused("GET", f"{instance.path}/update/tick", 405, "expected POST")
    scene.refused("PUT", "instances", 405, "GET or POST")


@checks("bodies that are none, or too large, are refused with what was expected")
def malformed(scene):
    instance = Instance(scene)
    as_json = {"Content-Type": "application/json"}
    for path in ("read/query", "read/get_cycles", "update/submit_ingress_message", "update/set_time", "auto_progress",
                 "read/ingress_status", "update/tick"):
        scene.refused("POST", f"{instance.path}/{path}", 415, "application/json", data=b"{}")
        for body in (b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000):
            scene.refused("POST", f"{instance.path}/{path}", 400, "JSON", data=body, headers=as_json)
    call = instance.call("x")
    for change, word in (({"sender": "!"}, "sender"), ({"sender": b64(bytes(30))}, "sender"), ({"method": 1}, "method"),
                         ({"payload": None}, "payload"), ({"effective_principal": None}, "effective_principal"),
                         ({"effective_principal": {"Other": ""}}, "effective_principal")):
        scene.refused("POST", f"{instance.path}/update/submit_ingress_message", 400, word, json={**call, **change})
    scene.refused("POST", f"{instance.path}/update/submit_ingress_message", 400, "canister_id",
                  json={key: value for key, value in call.items() if key != "canister_id"})
    for amount, word in ((-1, "out of range"), (2**128, "out of range"), (1.5, "whole number"), ("7", "amount")):
        scene.refused("POST", f"{instance.path}/update/add_cycles", 400, word,
                      json={"canister_id": "", "amount": amount})
    scene.refused("POST", f"{instance.path}/read/query", 413, "8388608", data=b" " * ((8 << 20) + 1), headers=as_json)


@checks("requests at once: every one is answered")
def at_once(scene):
    instance = Instance(scene)
    address = f"{scene.url}/{instance.path}/update/add_cycles"
    body = {"canister_id": instance.create(), "amount": 1}
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = pool.map(lambda _: requests.post(address, json=body, timeout=PATIENCE), range(64))
        balances = sorted(answer.json()["cycles"] for answer in answers)
    expect(balances, list(range(6, 70)), "balances")


@checks("there can be so many instances, and not more")
def too_many(scene):
    with ServerProcess() as server:
        other = Scene(server.url, sys.argv[1])
        for _ in range(64):
            Instance(other)
        other.refused("POST", "instances", 429, "64 instances", json={"subnet_config_set": {"application": [NEW]}})
        other.send("DELETE", "instances/7")
        Instance(other)
        expect(server.stop(), 0, "exit status")


if __name__ == "__main__":
    with ServerProcess() as server:
        main(checks, Scene(server.url, sys.argv[1]))
