"""Judges what the operator of a gateway relies on: one identity, pages for probes, TLS with certificates that change,
and an end that leaves nothing open.

    check_operations.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import os
import signal
import ssl

from checks import expect, expect_that
from client import principals
from gateway_process import GatewayProcess
from self_signed import certificate_files
from stage import Stage, closes_well, converse, is_told
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
