"""Judges the order of messages: 10 clients send 200 each as fast as they can; none may be lost or swapped, and no
session closed.

    check_order.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio

from chat import history, news, saying
from checks import expect
from ping_pong import said, text_of
from stage import Stage, closes_well, sample
from trials import Trials, judge

trials = Trials(seconds=200)
CLIENTS, MESSAGES = 10, 200


class Order(Stage):
    def deploy_all(self):
        super().deploy_all()
        self.chat = self.scene.deploy(sample("Chat"))


async def burst(client, number):
    """Sends all without waiting for anything, and expects an answer to each, in its place."""
    texts = [f"{number}: {count}" for count in range(MESSAGES)]
    for text in texts:
        await client.send(said(text))
    answers = [text_of(content) for content in await client.messages(MESSAGES, 120)]
    expect(answers, [f"{text} ping" for text in texts], "answers")


@trials("10 clients send 200 messages each as fast as they can: none lost, none swapped, no session closed", limit=170)
async def order(stage):
    clients = [await stage.talker() for _ in range(CLIENTS)]
    await asyncio.gather(*(burst(client, number) for number, client in enumerate(clients)))
    expect([client.ending for client in clients], [None] * CLIENTS, "endings")
    # The open message, the first ping, and an answer each.
    expect([client.received for client in clients], [MESSAGES + 2] * CLIENTS, "messages received")
    for client in clients:
        await closes_well(stage, client)


@trials("what a client sent before it closed reaches the canister all the same, in its order")
async def said_and_gone(stage):
    leaving = await stage.client(stage.chat, reads=news).open()
    author, texts = leaving.caller.identity.sender, [f"last words {number}" for number in range(20)]
    await leaving.send(saying("Join", "hall"))
    for text in texts:
        await leaving.send(saying("Talk", {"room": "hall", "text": text}))
    await closes_well(stage, leaving)
    expect(history(stage, "hall"), [(author, text) for text in texts], "what is kept")


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Order)
