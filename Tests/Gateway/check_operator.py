"""Judges what a gateway tells its operator: figures and metrics agree with what was done, and alerts speak up when they
should.

    check_operator.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import os
import signal
import time

from checks import expect, expect_in, expect_that
from client import principals
from gateway_process import GatewayProcess
from operations import exposition
from operations.told import figures, metrics, raised
from ping_pong import converse
from self_signed import certificate_files
from stage import Stage, closes_well
from trials import Trials, eventually, judge

trials = Trials()


def of(figures, part, key, value):
    [found] = [one for one in figures[part] if one[key] == value]
    return found


@trials("the figures are those of what was done: sessions, messages, bytes, canisters, closes")
async def agree(stage):
    before = figures(stage.gateway)
    talkers = [await stage.talker() for _ in range(3)]
    for count, talker in enumerate(talkers, 1):
        await converse(talker, [f"message {number}" for number in range(count * 5)])
    said = before["toCanister"]["messages"] + 30
    seen = await eventually(
        lambda: figures(stage.gateway), lambda seen: seen["toCanister"]["messages"] == said, "30 messages to canisters")
    # To each client: that it is open, the canister's first words, and an answer to each message.
    expect(seen["toClient"]["messages"] - before["toClient"]["messages"], 30 + 2 * 3, "messages to clients")
    for direction in ("toCanister", "toClient"):
        messages = seen[direction]["messages"] - before[direction]["messages"]
        size = seen[direction]["bytes"] - before[direction]["bytes"]
        expect_that(size > 100 * messages, "their bytes", seen[direction])
    expect(seen["open"], {"sockets": 3, "sessions": 3, "canisters": 1, "canisterConnections": 3}, "what is open:")
    [canister] = seen["canisters"]
    expect((canister["canister"], canister["sessions"], canister["messagesToCanister"], canister["messagesToClients"]),
           (principals.text_of(stage.ping_pong), 3, 30, 36), "the canister's figures:")
    expect(canister["isFailing"], False, "whether it fails:")
    # Strangers choose canisters: series of their choice would be ever more.
    told = stage.gateway.get("/metrics", stage.gateway.metrics_port).text
    expect(canister["canister"] in told, False, "that the metrics name it:")
    expect_that(canister["polls"] > 0 and 0 < canister["pause"] <= 1, "polls, and a pause up to a second", canister)
    for kind, least in (("relay", 33), ("poll", 1)):
        latency = seen[kind]
        expect_that(latency["count"] >= least and 0 < latency["p50"] <= latency["p99"], "latencies", latency)
    for talker in talkers:
        await closes_well(stage, talker)
    await stage.at_rest()
    after = figures(stage.gateway)
    closes = [of(seen, "closes", "code", 1000)["count"] for seen in (before, after)]
    expect(closes[1] - closes[0], 3, "closes with 1000")
    expect((after["canisters"], after["open"]["sockets"]), ([], 0), "canisters and sockets at the end:")


@trials("figures and metrics tell the same, and the metrics are named as Prometheus wants it")
async def same(stage):
    seen, (kinds, samples) = figures(stage.gateway), metrics(stage.gateway)
    value = lambda name, **labels: exposition.value(samples, name, **labels)
    for direction, figure in (("to_canister", "toCanister"), ("to_client", "toClient")):
        expect(value("gateway_messages_total", direction=direction), seen[figure]["messages"], figure)
        expect(value("gateway_message_bytes_total", direction=direction), seen[figure]["bytes"], f"bytes {figure}")
    for close in seen["closes"]:
        expect(value("gateway_closes_total", code=str(close["code"])), close["count"], f"closes with {close['code']}")
    for limit in seen["limits"]:
        if "reached" in limit:
            expect(value("gateway_limit_reached_total", limit=limit["name"]), limit["reached"], limit["name"])
        if "maximum" in limit and limit["unit"] == "count":
            expect(value("gateway_limit_maximum", limit=limit["name"]), limit["maximum"], f"most of {limit['name']}")
    started = value("process_start_time_seconds")
    expect_that(abs(started - seen["gateway"]["started"]) < 0.1, "one start", seen["gateway"])
    expect_that(0 <= seen["time"] - seen["gateway"]["started"] < 3600, "a start within the hour", seen["gateway"])
    for name, kind in kinds.items():
        expect(name.endswith("_total"), kind == "counter", f"that a counter and nothing else ends with _total: {name}:")
        expect_that(kind != "histogram" or name.endswith("_seconds"), "a unit at the end", name)


@trials("a limit that is reached is counted by its name, and what is in use comes near it")
async def limits(stage):
    flags = ("--max-connections", "3", "--max-connections-per-address", "3", "--allow-canister",
             principals.text_of(stage.ping_pong))
    async with stage.other_gateway(*flags) as gateway:
        expect(raised(gateway), set(), "alerts of a gateway that rests:")
        talkers = [await stage.talker(url=gateway.url) for _ in range(3)]
        for _ in range(4):
            raw = await stage.raw(gateway.url).open()
            expect_in(await raw.closing(), (1013, 4106), "close code")
        seen = figures(gateway)
        sockets = of(seen, "limits", "name", "sockets")
        expect((sockets["use"], sockets["maximum"], sockets["reached"]), (3, 3, 4), "use, maximum, times reached")
        expect(of(seen, "closes", "code", 1013)["refused"], 4, "sockets that were not let in")
        expect(raised(gateway), {"GatewayNearLimit"}, "alerts of a gateway that is full:")
        _, samples = metrics(gateway)
        canister = principals.text_of(stage.ping_pong)
        expect(exposition.value(samples, "gateway_canister_sessions", canister=canister), 3, "sessions of the canister")
        settings = {setting["name"]: setting for setting in seen["settings"]}
        expect(settings["max-connections"], {"name": "max-connections", "values": ["3"], "more": 0, "isDefault": False},
               "the setting")
        expect((settings["allow-canister"]["values"], settings["grace"]["isDefault"]), ([canister], True), "settings")
        for talker in talkers:
            await closes_well(stage, talker)


@trials("file descriptors that run out are counted, and the figures are there again when there are some")
async def descriptors(stage):
    gateway = GatewayProcess(stage.icws, stage.replica.url, f"{stage.folder}/descriptors")
    gateway.command = ["sh", "-c", 'ulimit -n 120 && exec "$@"', "sh", *gateway.command]
    try:
        await asyncio.to_thread(gateway.start)
        seen = of(figures(gateway), "limits", "name", "descriptors")
        expect((seen["maximum"], seen["reached"]), (120, 0), "the most, and times reached")
        began = time.monotonic()
        raws = [await stage.raw(gateway.url).reach() for _ in range(150)]
        await eventually(
            lambda: len(os.listdir(f"/proc/{gateway.process.pid}/fd")), lambda count: count >= 120, "no descriptor left")
        # Whoever tried without a pause would try many thousand times meanwhile.
        await asyncio.sleep(2)
        for raw in raws:
            raw.leave()
        seen = await eventually(
            lambda: of(figures(gateway), "limits", "name", "descriptors"), lambda seen: seen["use"] < 60,
            "descriptors again")
        expect_that(seen["reached"] > 0, "a limit that was reached", seen)
        most = 20 + 10 * (time.monotonic() - began)
        expect_that(seen["reached"] < most, f"fewer than {most:.0f} attempts, a few a second", seen)
    finally:
        gateway.end()


@trials("the certificate's end is told", at_rest=False)
async def certificate(stage):
    files = certificate_files(stage.folder, "operator")
    async with stage.other_gateway("--tls-certificate", files[0], "--tls-key", files[1]) as gateway:
        end = figures(gateway)["gateway"]["certificateExpiry"]
        expect_that(abs(end - time.time() - 86_400) < 600, "an end in a day", end - time.time())
        _, samples = metrics(gateway)
        expect(exposition.value(samples, "gateway_tls_certificate_expiry_timestamp_seconds"), end, "the metric")
        expect(raised(gateway), {"GatewayCertificateEnds", "GatewayCertificateEnded"}, "alerts:")


@trials("a gateway that drains, and one without its network, are reported", at_rest=False)
async def reported(stage):
    async with stage.other_gateway() as gateway:
        gateway.process.send_signal(signal.SIGUSR1)
        await eventually(lambda: raised(gateway), lambda seen: seen == {"GatewayDraining"}, "GatewayDraining")
        stage.server.kill()
        await eventually(
            lambda: raised(gateway), lambda seen: seen == {"GatewayDraining", "GatewayNetworkUnreachable"},
            "GatewayNetworkUnreachable")
        seen = figures(gateway)
        expect((seen["isAccepting"], seen["isNetworkReachable"]), (False, False), "what the figures say:")
    await asyncio.to_thread(stage.server.start)


if __name__ == "__main__":
    judge(trials, Stage)
