"""What goes over the sockets of the sample PingPong."""

from checks import expect
from client import candid
from client.candid import record

SAID = record(text="text", timestamp="nat64")


def said(text, moment=7):
    """A message of PingPong."""
    return candid.encode((SAID, {"text": text, "timestamp": moment}))


def text_of(content):
    """What a message of PingPong says; refuses another type."""
    [value] = candid.decode(content)
    candid.field(value, "timestamp")
    return candid.field(value, "text")


async def converse(client, texts):
    """Says texts to PingPong, and expects its answers."""
    for text in texts:
        await client.send(said(text))
    answers = [text_of(content) for content in await client.messages(len(texts))]
    expect(answers, [f"{text} ping" for text in texts], "answers")
