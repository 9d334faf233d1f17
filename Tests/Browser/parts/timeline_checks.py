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
        steps = [said(3, 30, "a", "three"), said(1, 10, "a", "one", False), said(2, 20, "b", "two", False)]
        shows(page, [*steps, {"settle": 3}], UNVERIFIED, "unverified one", "unverified two", VERIFIED,
              "verified three", last=3)

    @checks("a message that was told, and then comes proven, is there once and proven")
    def upgraded(page):
        told = said(1, 10, "a", "one", False)
        shows(page, [told, said(1, 10, "a", "one"), told], "verified one")

    @checks("what a query tells does not take the place of what is proven")
    def contradiction(page):
        shows(page, [said(1, 10, "a", "true"), said(1, 10, "a", "false", False), said(1, 11, "b", "false", False)],
              "verified true")

    @checks("what is proven takes the place of what a query told, and of what it told after that")
    def told_wrongly(page):
        told = [said(number, 10 * number, "b", "false", False) for number in (1, 2, 3)]
        shows(page, [*told, {"settle": 3}, said(2, 21, "a", "true")],
              UNVERIFIED, "unverified false", VERIFIED, "verified true", last=2)
        # Neither does a number that nobody has reached yet keep what is proven from being shown.
        shows(page, [said(1, 10, "a", "one"), said(900, 20, "b", "false", False), said(2, 30, "a", "two"),
                     said(3, 40, "a", "three")],
              "verified one", "verified two", "verified three", last=3)

    @checks("what is not there is not removed, nor anything else in its place")
    def removed_twice(page):
        shows(page, [said(1, 10, "a", "one"), said(2, 20, "a", "two"), {"removeTwice": "one"}],
              "missing: 1 earlier message no longer kept by the canister", "verified two")

    @checks("missing messages are told, and the gap goes when they come")
    def gaps(page):
        steps = [said(1, 10, "a", "one"), said(4, 40, "a", "four")]
        shows(page, steps, "verified one", "missing: 2 messages missing here", "verified four", last=1)
        shows(page, [*steps, said(2, 20, "a", "two", False), said(3, 30, "a", "three", False), {"settle": 4}],
              "verified one", UNVERIFIED, "unverified two", "unverified three", VERIFIED, "verified four", last=4)
        shows(page, [said(8, 10, "a", "eight")], "missing: 7 earlier messages no longer kept by the canister",
              "verified eight")

    @checks("a room that the canister forgot begins anew")
    def next_life(page):
        before = [said(1, 10, "a", "old"), said(2, 20, "a", "older")]
        after = [said(1, 30, "b", "new"), said(2, 40, "b", "newer")]
        shows(page, [*before, *after], "verified old", "verified older",
              "restart: The canister had forgotten this room; here it began anew",
              "verified new", "verified newer", last=2)

    @checks("what is on its way stands last, until it comes back in its place")
    def on_its_way(page):
        steps = [{"sending": "mine", "second": 5}, said(1, 10, "a", "theirs")]
        shows(page, steps, "verified theirs", "sending mine")
        arrived = {"arrived": "mine", "said": [2, 20, "me", "mine"]}
        shows(page, [*steps, arrived], "verified theirs", "verified mine", last=2)

    @checks("after a break, what arrived is found among what was said since, each once")
    def cleared_up(page):
        steps = [said(1, 10, "me", "same"), {"sending": "same", "second": 20}, {"sending": "same", "second": 21},
                 {"sending": "lost", "second": 22}, {"broken": 1}]
        shows(page, [*steps, {"clearUp": 1}], "verified same", "unclear same", "unclear same", "unclear lost")
        shows(page, [*steps, said(2, 25, "me", "same", False), {"clearUp": 1}],
              "verified same", "unclear same", "unclear lost", UNVERIFIED, "unverified same")
        shows(page, [*steps, said(2, 25, "a", "lost", False), {"clearUp": 1}],
              "verified same", "unclear same", "unclear same", "unclear lost", UNVERIFIED, "unverified lost")

    @checks("when early rows go, the later ones stay where they are")
    def not_moved(page):
        got = page("placed", {"before": list("abcdef"), "after": list("cdefg")})
        expect([got["added"], got["shown"]], [1, list("cdefg")], "rows that were made or moved, and all rows")
        expect(page("placed", {"before": list("abc"), "after": list("cxab")})["shown"], list("cxab"), "another order")

    @checks("a room's rows are bounded: the oldest go")
    def bounded(page):
        got = page("rows", [said(number, number, "a", str(number)) for number in range(1, 1202)])
        expect(got["count"], 1_000, "entries")
        expect(got["shown"][-1], "verified 1201", "the last row")
