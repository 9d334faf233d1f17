"""Judges what becomes of sessions when canisters are upgraded, stopped, reinstalled or emptied, and when the replica or
the gateway is killed: those go on whose canister still knows them, the others are told, and nobody else is disturbed.

    check_faults.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio

from checks import expect
from client import candid, management
from gateway_process import GatewayProcess
from ping_pong import converse, said, text_of
from stage import Stage, closes_well, is_told, module_of_tests, sample, settings, stranger
from trials import Trials, judge

trials = Trials()
DELIVERY_UNKNOWN, UNAVAILABLE, LOST = 4101, 4102, 4103


class Faults(Stage):
    def __init__(self, icws, folder):
        super().__init__(icws, folder)
        # For those who wait long, so that the other one comes to rest meanwhile.
        self.patient_gateway = GatewayProcess(icws, self.replica.url, f"{folder}/patient")

    def deploy_all(self):
        super().deploy_all()
        self.upgrades = self.scene.deploy(module_of_tests("Upgrades"), settings())
        self.other_ping_pong = self.scene.deploy(sample("PingPong"))
        self.doomed_ping_pong = self.scene.deploy(sample("PingPong"))

    async def set_up(self):
        await super().set_up()
        await self.call_bystander()
        self.patient_gateway.start()

    def end(self):
        self.patient_gateway.end()
        super().end()

    async def call_bystander(self):
        """One whose canister nothing happens to."""
        self.bystander = await self.talker(canister=self.other_ping_pong)
        self.resting = (1, 1, 1)

    async def at_rest(self):
        await converse(self.bystander, ["undisturbed"])
        await super().at_rest()

    async def install(self, canister, code, mode, argument=candid.NOTHING):
        mode = ("upgrade", None) if mode == "upgrade" else mode
        await asyncio.to_thread(self.scene.install, canister, code, argument, mode)

    async def manage(self, method, canister):
        await asyncio.to_thread(self.scene.manage, method, management.canister(canister), canister)

    async def restart_replica(self, pause=0.5):
        self.server.kill()
        await asyncio.sleep(pause)
        await asyncio.to_thread(self.server.start)


async def are_lost(clients, *codes):
    for client in clients:
        await is_told(client, *(codes or (LOST,)))


async def hear(stage, clients):
    """What the canister sends reaches each."""
    for number, client in enumerate(clients):
        content = f"to {number}".encode()
        expect(await stage.canister_sends(client.caller, content), None, "outcome of send")
        expect(await client.message(), content, "message")


@trials("a canister's code is taken away: the clients have patience for a while, and are told then (see below)")
async def uninstalled(stage):
    where = {"canister": stage.doomed_ping_pong, "url": stage.patient_gateway.url}
    stage.doomed = [await stage.talker(**where) for _ in range(2)]
    await stage.manage("uninstall_code", stage.doomed_ping_pong)


@trials("a canister that keeps its connections is upgraded: sessions go on, with what was on the way")
async def upgraded(stage):
    talker = await stage.talker()
    listeners = await stage.clients(2, stage.upgrades)
    await hear(stage, listeners)
    conversation = asyncio.ensure_future(converse(talker, [f"message {number}" for number in range(20)]))
    await stage.install(stage.ping_pong, sample("PingPong"), "upgrade")
    await stage.install(stage.upgrades, module_of_tests("Upgrades"), "upgrade", settings())
    await conversation
    await converse(talker, ["after the upgrade"])
    await hear(stage, listeners)
    for client in [talker, *listeners]:
        await closes_well(stage, client)


@trials("a canister that loses its connections in an upgrade: idle clients are told too, and new ones are served")
async def lost_in_upgrade(stage):
    clients = await stage.clients(3, stage.conformance)
    await hear(stage, clients)
    await stage.install(stage.conformance, sample("Conformance"), "upgrade", settings())
    await are_lost(clients)
    newcomer = await stage.client(stage.conformance).open()
    await hear(stage, [newcomer])
    await closes_well(stage, newcomer)


@trials("a canister that loses its connections in an upgrade: who comes right after it is served, the others are told")
async def newcomer_after_upgrade(stage):
    clients = await stage.clients(3, stage.conformance)
    await hear(stage, clients)
    await stage.install(stage.conformance, sample("Conformance"), "upgrade", settings())
    newcomer = await stage.client(stage.conformance).connect()
    await are_lost(clients)
    await newcomer.opened()
    await hear(stage, [newcomer])
    await closes_well(stage, newcomer)


@trials("a canister is stopped and started again: sessions go on")
async def stopped(stage):
    talker, listener = await stage.talker(), await stage.client(stage.upgrades).open()
    for canister in (stage.ping_pong, stage.upgrades):
        await stage.manage("stop_canister", canister)
    await asyncio.sleep(2)
    for canister in (stage.ping_pong, stage.upgrades):
        await stage.manage("start_canister", canister)
    await converse(talker, ["after the pause"])
    await hear(stage, [listener])
    for client in (talker, listener):
        await closes_well(stage, client)


@trials("a message to a stopped canister arrives when it is started, or its sender is told to come again")
async def said_to_stopped(stage):
    talker = await stage.talker()
    await stage.manage("stop_canister", stage.ping_pong)
    await talker.send(said("hello"))
    await asyncio.sleep(1)
    await stage.manage("start_canister", stage.ping_pong)
    await asyncio.wait(
        [asyncio.ensure_future(talker.has_message.wait()), asyncio.ensure_future(talker.has_ended.wait())],
        return_when=asyncio.FIRST_COMPLETED, timeout=30)
    if talker.ending is None:
        expect(text_of(await talker.message()), "hello ping", "answer")
        await closes_well(stage, talker)
    else:
        await is_told(talker, DELIVERY_UNKNOWN, UNAVAILABLE)
        await stage.forgets(talker.caller)


@trials("a canister is reinstalled: its clients are told, and new ones are served")
async def reinstalled(stage):
    clients = [await stage.talker() for _ in range(2)]
    await stage.install(stage.ping_pong, sample("PingPong"), "reinstall")
    await are_lost(clients)
    newcomer = await stage.talker()
    await converse(newcomer, ["hello"])
    await closes_well(stage, newcomer)


@trials("the replica is killed and started again: sessions go on, and no message is lost, swapped or there twice")
async def killed_replica(stage):
    talkers, listener = [await stage.talker() for _ in range(3)], await stage.client(stage.conformance).open()
    texts = [f"message {number}" for number in range(30)]
    conversations = [asyncio.ensure_future(converse(talker, texts)) for talker in talkers]
    while talkers[0].received < 10:
        await asyncio.sleep(0.01)
    await stage.restart_replica()
    for conversation in conversations:
        await conversation
    await hear(stage, [listener])
    await stage.restart_replica(pause=3)
    for talker in talkers:
        await converse(talker, ["after a longer pause"])
    await hear(stage, [listener])
    for client in [*talkers, listener]:
        await closes_well(stage, client)


@trials("the gateway is killed and started again: who comes back is served, though old messages wait for others")
async def killed_gateway(stage):
    identities = [stranger() for _ in range(3)]
    talkers = [await stage.talker(identity=identity) for identity in identities]
    for talker in talkers:
        await talker.send(said("on the way"))
    stage.gateway.kill()
    for client in [*talkers, stage.bystander]:
        expect((await client.ended()).code, 1006, "close code")
    await asyncio.to_thread(stage.gateway.start)
    await stage.call_bystander()
    again = [await stage.talker(identity=identity) for identity in identities]
    expect({client.gateway for client in again}, {talkers[0].gateway}, "the gateway's principal, as it was")
    for client in again:
        await converse(client, ["here again"])
        await closes_well(stage, client)


@trials("the canister without code: its clients were told by now, and nothing is left of them")
async def doomed(stage):
    await are_lost(stage.doomed, UNAVAILABLE, LOST)
    await stage.gauges_are(0, 0, 0, seconds=80, gateway=stage.patient_gateway)


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await closes_well(stage, stage.bystander)
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Faults)
