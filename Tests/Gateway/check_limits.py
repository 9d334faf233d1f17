"""Judges the limits of a gateway: those who never begin, who say too much, who do not listen, who come too often. Also
once over TLS.

    check_limits.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import datetime
import ipaddress
import os
import signal
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from checks import expect, expect_in, expect_that
from gateway_process import GatewayProcess
from peer.raw_socket import BINARY, CLOSE, PING, frame
from stage import Stage, closes_well, converse
from trials import Trials, judge

trials = Trials()
TOO_SLOW, IDLE, OPEN_TIMEOUT, TOO_MANY, TOO_FAST, ORIGIN = 4100, 4104, 4105, 4106, 4107, 4201
SHORT = 2


class Limits(Stage):
    async def set_up(self):
        await super().set_up()
        self.bystander = await self.talker()
        self.resting = (1, 1, 1)

    async def at_rest(self):
        await converse(self.bystander, ["undisturbed"])
        await super().at_rest()

    def other_gateway(self, *flags):
        """Another one before the same replica, with an identity of its own."""
        return Other(self, *flags)


class Other:
    """A gateway for one check."""

    count = 0

    def __init__(self, stage, *flags):
        Other.count += 1
        folder = f"{stage.folder}/other-{Other.count}"
        self.gateway = GatewayProcess(stage.icws, stage.replica.url, folder, *flags)

    async def __aenter__(self):
        await asyncio.to_thread(self.gateway.start)
        return self.gateway

    async def __aexit__(self, *_):
        self.gateway.end()


async def ends(raw, seconds=30):
    """The connection ends, whatever else comes."""
    async with asyncio.timeout(seconds):
        try:
            while await raw.reader.read(4096):
                pass
        except ConnectionError:
            pass


@trials("who never ends the upgrade, or never sends ws_open, is closed in time")
async def never_begins(stage):
    async with stage.other_gateway("--handshake-timeout", f"{SHORT}", "--open-timeout", f"{SHORT}") as gateway:
        silent = await stage.raw(gateway.url).reach()
        half = await stage.raw(gateway.url).reach()
        await half.send(b"GET / HTTP/1.1\r\nHost: x\r\n")
        dribbling = await stage.raw(gateway.url).reach()

        async def dribble():
            while True:
                dribbling.writer.write(b"X: y\r\n")
                await asyncio.sleep(0.2)

        await dribbling.send(b"GET / HTTP/1.1\r\nHost: x\r\n")
        dribbler = asyncio.ensure_future(dribble())
        never_opens = await stage.raw(gateway.url).open()
        pinging = await stage.raw(gateway.url).open()
        await pinging.send(frame(PING, b"I am here"))
        await asyncio.gather(*(ends(raw) for raw in (silent, half, dribbling)))
        dribbler.cancel()
        for raw in (never_opens, pinging):
            expect(await raw.closing(), OPEN_TIMEOUT, "close code")
            expect_that(raw.reason, "a reason for a reader", raw.reason)
        expect(await asyncio.to_thread(gateway.gauges), (0, 0, 0), "gauges")


@trials("who says nothing for too long is closed; one who answers pings, or talks, is not")
async def idle(stage):
    async with stage.other_gateway("--idle-timeout", f"{SHORT}") as gateway:
        talker = await stage.talker(url=gateway.url)
        raw, _, _ = await stage.opened_raw(url=gateway.url)
        for _ in range(2 * SHORT):
            await converse(talker, ["still here"])
            await asyncio.sleep(0.5)
        expect(await raw.closing(), IDLE, "close code")
        await converse(talker, ["still here"])
        await closes_well(stage, talker)


@trials("a flood is closed, and those who talk at an ordinary pace are not")
async def flood(stage):
    raw, _, caller = await stage.opened_raw()
    await raw.send(*[frame(PING, b"flood")] * 20_000)
    expect(await raw.closing(), TOO_FAST, "close code")
    await stage.forgets(caller)


@trials("who does not read is closed when too much waits for him; others hear all meanwhile")
async def slow_reader(stage):
    listener = await stage.client(stage.conformance).open()
    raw, gateway, caller = await stage.open_raw(canister=stage.conformance, receive_buffer=4096)
    await raw.send(frame(BINARY, caller.opening_frame(gateway)))
    stage.check(caller, await raw.binary(), 1)

    class Deaf:
        """As what messages are sent to."""

    deaf = Deaf()
    deaf.caller = caller
    # Beside the gateway's own limit the kernel's buffers take some.
    for number in range(40):
        outcome = await stage.canister_sends(deaf, os.urandom(400_000))
        if outcome is not None:
            break
        expect(await stage.canister_sends(listener, bytes([number])), None, "outcome of send")
        expect(await listener.message(), bytes([number]), "the other's message")
    await stage.forgets(caller)
    expect(await raw.closing(), TOO_SLOW, "close code")
    await closes_well(stage, listener)


@trials("an address has so many connections and no more, and one that leaves makes room")
async def per_address(stage):
    async with stage.other_gateway("--connections-per-address", "3") as gateway:
        clients = [await stage.talker(url=gateway.url) for _ in range(3)]
        await refused(stage, gateway, TOO_MANY)
        await closes_well(stage, clients.pop())
        clients.append(await stage.talker(url=gateway.url))
        for client in clients:
            await converse(client, ["still here"])
            await closes_well(stage, client)


async def refused(stage, gateway, code, **headers):
    """A connection is closed by a code that tells why."""
    raw = await stage.raw(gateway.url).open(**headers)
    expect(await raw.closing(), code, "close code")
    expect_that(raw.reason, "a reason for a reader", raw.reason)
    expect([one.opcode for one in raw.frames], [CLOSE], "frames")


@trials("pages of other origins are refused, and programs that are no pages are not")
async def origins(stage):
    async with stage.other_gateway("--origin", "https://example.org") as gateway:
        await refused(stage, gateway, ORIGIN, Origin="https://example.com")
        await refused(stage, gateway, ORIGIN, Origin="http://example.org")
        talker = await stage.talker(url=gateway.url, origin="https://example.org")
        await closes_well(stage, talker)
        await closes_well(stage, await stage.talker(url=gateway.url))


def certificate_files(folder, name):
    """A key, and a certificate that it signed itself, for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256()))
    files = f"{folder}/certificate.pem", f"{folder}/key.pem"
    pem = serialization.Encoding.PEM
    with open(files[0], "wb") as file:
        file.write(certificate.public_bytes(pem))
    with open(files[1], "wb") as file:
        file.write(key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return files


@trials("over TLS: a session, and after SIGHUP another certificate for those who come, while who is there stays")
async def tls(stage):
    certificate, key = certificate_files(stage.folder, "first")
    trust = ssl.create_default_context(cafile=certificate)
    async with stage.other_gateway("--certificate", certificate, "--key", key) as gateway:
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


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await closes_well(stage, stage.bystander)
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Limits)
