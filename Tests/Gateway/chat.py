"""What goes over the sockets of the sample Chat."""

from checks import expect
from client import candid
from client.candid import record, variant

TALK = record(room="text", text="text")
MESSAGE = record(sequence="nat64", time="nat64", author="principal", text="text")
PRESENCE = record(room="text", client="principal")
CHAT = variant(
    Join="text", Leave="text", Talk=TALK, Joined=PRESENCE, Left=PRESENCE, Said=record(room="text", message=MESSAGE),
    Refused="text")


def news(content):
    """The name of what Chat tells, and the value of it."""
    [(tag, value)] = candid.decode(content)
    return next((name, value) for name in CHAT[1] if candid.field_id(name) == tag)


def saying(name, value):
    return candid.encode((CHAT, (name, value)))


async def hears(clients, name):
    """What all of them hear next, which has to be the same."""
    heard = [news(await client.message()) for client in clients]
    expect({one for one, _ in heard}, {name}, "news")
    expect([value for _, value in heard], [heard[0][1]] * len(clients), "what each heard")
    return heard[0][1]


def history(stage, room):
    """The authors and texts of the messages that are kept of a room, in the order in which they were said."""
    argument = candid.encode(("text", room), ("nat64", 0))
    [messages] = candid.decode(stage.replica.query(stage.chat, "history", argument))
    return [(candid.field(message, "author"), candid.field(message, "text")) for message in messages]
