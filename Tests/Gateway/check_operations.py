"""Judges what the operator of a gateway relies on: one identity, pages for probes, TLS with certificates that change,
and an end that leaves nothing open.

    check_operations.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import json
import os
import signal
import ssl
import subprocess

import websockets

from checks import expect, expect_that
from client import principals
from gateway_process import GatewayProcess
from ping_pong import converse
from self_signed import certificate_files
from stage import Stage, closes_well, is_told
from trials import Trials, judge

trials = Trials()


@trials("a second gateway on the same identity is refused, and says why")
async def second_gateway(stage):
    other = GatewayProcess(stage.icws, stage.replica.url, f"{stage.folder}/other", identity=stage.gateway.identity)
    other.process = other.launch()
    try:
        status = await asyncio.to_thread(other.process.wait, 60)
    finally:
        other.end()
    expect_that(status not in (0, None), "an end with a failure", status)
    expect_that(stage.gateway.identity in other.told(), "a message with the file", other.told())
    expect(stage.gateway.get("/health").status, 200, "the first one's health")


@trials("plain requests are answered on the same port, and the identity is in a file for its owner only")
async def plain_requests(stage):
    page = stage.gateway.get("/")
    expect(page.status, 200, "status of the page")
    client = await stage.client(stage.ping_pong).open()
    expect(principals.text_of(client.gateway) in page.text, True, "whether the page tells the gateway's principal:")
    expect(os.stat(stage.gateway.identity).st_mode & 0o777, 0o600, "mode of the identity's file")
    expect((stage.gateway.get("/health").status, stage.gateway.get("/ready").status), (200, 200), "health and ready")
    await closes_well(stage, client)


@trials("over TLS: a session, and after SIGHUP another certificate for those who come, while who is there stays")
async def tls(stage):
    certificate, key = certificate_files(stage.folder, "first")
    trust = ssl.create_default_context(cafile=certificate)
    async with stage.other_gateway("--tls-certificate", certificate, "--tls-key", key) as gateway:
        talker = await stage.talker(url=gateway.url, ssl=trust)
        await converse(talker, ["hello", "x" * 50_000])
        certificate_files(stage.folder, "second")
        gateway.process.send_signal(signal.SIGHUP)
        new_trust = ssl.create_default_context(cafile=certificate)
        for attempt in range(100):
            try:
                newcomer = await stage.talker(url=gateway.url, ssl=new_trust)
                break
            except ssl.SSLCertVerificationError:
                await asyncio.sleep(0.1)
        else:
            expect(True, False, "that the second certificate is served:")
        try:
            await stage.talker(url=gateway.url, ssl=trust)
            expect(True, False, "that the first certificate is still served:")
        except ssl.SSLCertVerificationError:
            pass
        for client in (talker, newcomer):
            await converse(client, ["still here"])
            await closes_well(stage, client)


@trials("the log tells events with session, client and canister, as text and as JSON, and nothing that was said")
async def log(stage):
    secret = "nobody else's business"
    for form in ("text", "json"):
        async with stage.other_gateway("--log-format", form, "--log-level", "trace") as gateway:
            talker = await stage.talker(url=gateway.url)
            await converse(talker, [secret])
            await closes_well(stage, talker)
            told = gateway.told(all_of_it=True)
        key = f"{principals.text_of(talker.caller.identity.sender)}_{talker.caller.nonce}"
        lines = [line for line in told.splitlines() if key in line]
        expect_that(len(lines) >= 2, "lines of the session", told)
        canister = principals.text_of(stage.ping_pong)
        expect_that(all("session" in line and canister in line for line in lines), "session and canister", lines)
        expect(secret in told, False, "that the log has what was said:")
        if form == "json":
            expect_that(all(isinstance(json.loads(line), dict) for line in lines), "lines of JSON", lines)


@trials("a gateway that is drained lets its clients go and takes no new ones, is not ready, and stays")
async def drained(stage):
    async with stage.other_gateway() as gateway:
        talker = await stage.talker(url=gateway.url)
        command = [stage.icws, "gateway", "--drain", "--identity", gateway.identity]
        ended = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60)
        expect(ended.returncode, 0, f"exit status ({ended.stderr!r})")
        await is_told(talker, 1001, 1012)
        await stage.forgets(talker.caller)
        newcomer = stage.client(stage.ping_pong, url=gateway.url)
        try:
            await newcomer.connect()
            await is_told(newcomer, 1001, 1012, 1013)
        except websockets.exceptions.InvalidStatus as refusal:
            expect(refusal.response.status_code, 503, "status of the refusal")
        expect((gateway.get("/health").status, gateway.get("/ready").status), (200, 503), "health and ready")
        await stage.gauges_are(0, 0, 0, gateway=gateway)
        expect(gateway.is_running, True, "whether it runs")


@trials("a gateway that is asked to end while the network is away ends in its grace")
async def end_without_network(stage):
    async with stage.other_gateway("--grace", "2s") as gateway:
        talker = await stage.talker(url=gateway.url)
        stage.server.kill()
        gateway.process.terminate()
        await is_told(talker, 1001, 1012)
        expect(await asyncio.to_thread(gateway.process.wait, 30), 0, "exit status")
    await asyncio.to_thread(stage.server.start)


@trials("a gateway that may open too few files says so when it starts")
async def few_descriptors(stage):
    gateway = GatewayProcess(stage.icws, stage.replica.url, f"{stage.folder}/few")
    gateway.command = ["sh", "-c", 'ulimit -n 200 && exec "$@"', "sh", *gateway.command]
    try:
        await asyncio.to_thread(gateway.start)
        expect_that("descriptors" in gateway.told(), "a line about file descriptors", gateway.told())
    finally:
        gateway.end()


@trials("a gateway that is asked to end tells its clients, closes their connections, and ends", at_rest=False)
async def asked_to_end(stage):
    talkers, others = [await stage.talker() for _ in range(3)], await stage.clients(3, stage.conformance)
    clients = talkers + others
    stage.gateway.process.terminate()
    for client in clients:
        await is_told(client, 1001, 1012)
    expect(await asyncio.to_thread(stage.gateway.process.wait, 60), 0, "exit status")
    expect([await stage.is_connected(client.caller) for client in clients], [False] * 6, "who is connected")


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Stage)
