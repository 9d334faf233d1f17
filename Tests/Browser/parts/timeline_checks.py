"""What is shown of a room, whatever comes in which order."""

from checks import expect

UNVERIFIED = "unverified: Told by a query, not verified"
VERIFIED = "verified: From here on live and verified"


def said(sequence, second, author, text, proven=True):
    return {"said": [sequence, second, author, text], "isProven": proven}


def define(checks):
    def shows(page, steps, *expected, last=None):
        got = page("rows", steps)
        expect(got["shown"], list(expected), "rows")
        if last is not None:
            expect(got["last"], last, "the number up to which all is there")

    @checks("messages stand in the order of their numbers, with what was told apart from what is proven")
    def order(page):
        shows(page, [said(3, 30, "a", "three"), said(1, 10, "a", "one", False), said(2, 20, "b", "two", False), {"settle": 1}],
              UNVERIFIED, "unverified one", "unverified two", VERIFIED, "verified three", last=3)

    @checks("a message that was told, and then comes proven, is there once and proven")
    def upgraded(page):
        shows(page, [said(1, 10, "a", "one", False), said(1, 10, "a", "one"), said(1, 10, "a", "one", False)], "verified one")

    @checks("what a query tells does not take the place of what is proven")
    def contradiction(page):
        shows(page, [said(1, 10, "a", "true"), said(1, 10, "a", "false", False), said(1, 11, "b", "false", False)],
              "verified true")

    @checks("missing messages are told, and the gap goes when they come")
    def gaps(page):
        steps = [said(1, 10, "a", "one"), said(4, 40, "a", "four")]
        shows(page, steps, "verified one", "missing: 2 messages missing here", "verified four", last=1)
        shows(page, [*steps, said(2, 20, "a", "two", False), said(3, 30, "a", "three", False), {"settle": 1}],
              "verified one", UNVERIFIED, "unverified two", "unverified three", VERIFIED, "verified four", last=4)
        shows(page, [said(8, 10, "a", "eight")], "missing: 7 earlier messages no longer kept by the canister",
              "verified eight")

    @checks("a room that the canister forgot begins anew")
    def next_life(page):
        shows(page, [said(1, 10, "a", "old"), said(2, 20, "a", "older"), said(1, 30, "b", "new"), said(2, 40, "b", "newer")],
              "verified old", "verified older", "restart: The canister had forgotten this room; here it began anew",
              "verified new", "verified newer", last=2)

    @checks("what is on its way stands last, until it comes back in its place")
    def on_its_way(page):
        steps = [{"sending": "mine", "second": 5}, said(1, 10, "a", "theirs")]
        shows(page, steps, "verified theirs", "sending mine")
        shows(page, [*steps, {"arrived": "mine", "said": [2, 20, "me", "mine"]}], "verified theirs", "verified mine", last=2)

    @checks("after a break, what arrived is found among what was said since, each once")
    def cleared_up(page):
        steps = [said(1, 10, "me", "same"), {"sending": "same", "second": 20}, {"sending": "same", "second": 21},
                 {"sending": "lost", "second": 22}, {"broken": 1}]
        shows(page, [*steps, {"clearUp": 1}], "verified same", "unclear same", "unclear same", "unclear lost")
        shows(page, [*steps, said(2, 25, "me", "same", False), {"clearUp": 1}],
              "verified same", "unclear same", "unclear lost", UNVERIFIED, "unverified same")
        shows(page, [*steps, said(2, 25, "a", "lost", False), {"clearUp": 1}],
              "verified same", "unclear same", "unclear same", "unclear lost", UNVERIFIED, "unverified lost")

    @checks("a room's rows are bounded: the oldest go")
    def bounded(page):
        got = page("rows", [said(number, number, "a", str(number)) for number in range(1, 1202)])
        expect(got["count"], 1_000, "entries")
        expect(got["shown"][-1], "verified 1201", "the last row")
