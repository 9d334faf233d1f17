"""What a connection takes from a relay that need not be honest, when it gives up, and whether it comes back."""

from checks import expect, expect_that

HANDSHAKE = {"handshake": 1}
OPEN = {"open": 1, "sequence": 1}
OPENED = [HANDSHAKE, OPEN]
LIMIT = 330_000


def said(text, sequence, **more):
    return {"said": text, "sequence": sequence, **more}


def define(checks):
    def ends(page, steps, word, *, returns=False, breach=False, stale=False):
        got = page("connection", steps)
        end = got["ends"][-1]
        expect_that(word in end["message"], f"an end that tells of {word!r}", end["message"])
        expect([end["mayReturn"], end["isBreach"], end["isStale"]], [returns, breach, stale], f"how it ended: {word}")
        expect(got["states"][-1], "waiting" if returns else "closed", "state")
        return got

    @checks("what is certified for this connection, in its order, is received")
    def received(page):
        got = page("connection", [*OPENED, said("one", 2), said("two", 3), {"ack": 0, "sequence": 4}])
        expect([got["states"], got["received"], got["ends"]], [["connecting", "open"], ["one", "two"], []], "what came")
        # The opening, and an answer to the acknowledgement.
        expect(got["sent"], 2, "frames that were sent")

    @checks("what is of another connection, or not the next message, ends the connection for good")
    def breaches(page):
        for more in ({"principal": 1}, {"nonce": 1}):
            got = ends(page, [*OPENED, said("x", 2, **more)], "belongs to another connection", breach=True)
            expect(got["received"], [], "messages")
        for sequence in (1, 3):
            got = ends(page, [*OPENED, said("x", sequence)], "left out, repeated", breach=True)
            expect(got["received"], [], "messages")
        ends(page, [HANDSHAKE, {**OPEN, "sequence": 2}], "left out, repeated", breach=True)
        ends(page, [HANDSHAKE, {**OPEN, "inside": 1}], "another connection than this one", breach=True)
        ends(page, [HANDSHAKE, said("x", 1)], "before the canister opened", breach=True)
        ends(page, [*OPENED, {"open": 1, "sequence": 2}], "no place here", breach=True)
        ends(page, [*OPENED, {"ack": 1, "sequence": 2}], "only 0 were sent", breach=True)
        ends(page, [HANDSHAKE, {"text": "hello"}], "bytes alone", breach=True)
        got = ends(page, [*OPENED, said("x", 2, key="forged"), said("y", 3)], "forged", breach=True)
        expect([got["received"], got["closedWith"]], [[], 4000], "messages, and the code")

    @checks("a certificate at a wrong time is no tampering: the page comes back")
    def stale(page):
        got = ends(page, [*OPENED, said("x", 2, key="stale")], "stale", returns=True, stale=True)
        expect(got["received"], [], "messages")
        got = page("connection", [*OPENED, said("x", 2, key="stale"), {"elapse": 1}, *OPENED, said("y", 2)])
        expect([got["states"][-1], got["received"], got["sockets"]], ["open", ["y"], 2], "after that")

    @checks("a thread that failed is replaced when the next message comes")
    def thread(page):
        broken = [*OPENED, said("x", 2, key="broken")]
        ends(page, broken, "cannot be verified on this page")
        got = page("connection", [*broken, {"start": 1}, *OPENED, said("y", 2)])
        expect([got["states"][-1], got["received"], got["threads"]], ["open", ["y"], 2], "after that")

    @checks("a canister that is silent for too long has gone, also where nothing waits for it")
    def silence(page):
        for steps in (OPENED, [*OPENED, {"send": "hello"}], [*OPENED, {"send": "hello"}, {"ack": 1, "sequence": 2}]):
            limit = page("connection", steps)["limit"]
            expect_that(LIMIT - 60_000 < limit <= LIMIT, f"a limit of at most {LIMIT} ms", limit)
            ends(page, [*steps, {"elapse": 1}], "acknowledge in time", returns=True)
        ends(page, [HANDSHAKE, {"elapse": 1}], "did not open", returns=True)
        ends(page, [{"elapse": 1}], "did not answer", returns=True)

    @checks("a line that is given up is replaced at once, and what it still brings does not count")
    def renewed(page):
        got = ends(page, [*OPENED, {"renew": "dead"}], "dead", returns=True)
        expect([got["closedWith"], len(got["ends"])], [1000, 1], "code and number of ends")
        got = page("connection", [*OPENED, {"renew": "dead"}, {"renew": "again"}, *OPENED])
        expect(got["states"], ["connecting", "open", "waiting", "connecting", "open"], "states")

    @checks("what a closed connection says decides whether the page comes back")
    def codes(page):
        for code, returns in ((1000, False), (1001, True), (1006, True), (1011, False), (1012, True), (4100, True),
                              (4199, True), (4200, False), (4202, False)):
            ends(page, [*OPENED, {"closed": code}], "", returns=returns)
        ends(page, [*OPENED, {"close": "KeepAliveTimeout", "sequence": 2}], "did not hear", returns=True)
        got = ends(page, [*OPENED, {"close": "ClosedByApplication", "sequence": 2}], "canister closed")
        expect(got["closedWith"], 4001, "code")

    @checks("while an answer is missing the line has to show that it lives, and is renewed when the network changed")
    def line(page):
        expect(page("line", [{"join": "a"}]), {"done": ["sent"], "limit": 30_000}, "a question")
        expect(page("line", [{"join": "a"}, {"elapse": 1}])["done"], ["sent", "renewed"], "a question without answer")
        expect(page("line", [{"join": "a"}, {"answered": "a"}]), {"done": ["sent"], "limit": 0}, "an answer")
        expect(page("line", [{"join": "a"}, {"join": "b"}, {"answered": "a"}])["limit"], 30_000, "half of the answers")
        expect(page("line", [{"join": "a"}, {"other": 1}])["limit"], 30_000, "other news")
        expect(page("line", [{"join": "a"}, {"online": 1}])["done"], ["sent", "renewed"], "another network, one waits")
        expect(page("line", [{"online": 1}])["done"], ["hurried"], "another network, nothing waits")
