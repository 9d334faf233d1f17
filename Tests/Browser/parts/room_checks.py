"""What a room makes of the answers to its queries, which nobody certifies."""

from checks import expect, expect_that

USER = "2vxsx-fae"
OTHER = "rrkah-fqaaa-aaaaa-aaaaq-cai"
LIVE = [[5, -5]]


def messages(*numbers, ahead=0):
    return [[number, ahead or number - 200] for number in numbers]


def define(checks):
    @checks("answers that the canister cannot have given are refused")
    def lies(page):
        for answer, word in ((messages(1, 3), "order"), (messages(2, 1), "order"), (messages(0, 1), "order"),
                             (messages(1, ahead=400), "future"), (messages(*range(1, 102)), "101 messages")):
            got = page("room", {"histories": [answer], "members": [[USER]]})
            expect_that(word in got["problem"], f"a problem that tells of {word!r}", got["problem"])
            expect([got["shown"], got["last"], got["asked"]["histories"]], [[], 0, 1], "messages, number, questions")
        got = page("room", {"histories": [messages(*range(1, 101))], "members": [[USER]]})
        expect([len(got["shown"]), got["last"], got["problem"]], [100, 100, ""], "messages, last number, problem")

    @checks("a machine of the network that is behind is asked again, a few times")
    def behind(page):
        got = page("room", {"histories": [[], messages(1, 2), messages(3, 4)], "live": LIVE,
                            "members": [[OTHER], [OTHER, USER]]})
        expect(got["shown"], [*(f"unverified {number}" for number in range(1, 5)), "verified 5"], "messages")
        expect([got["last"], got["problem"], got["asked"]], [5, "", {"histories": 3, "members": 2}], "and what else")
        expect(got["members"], [USER, OTHER], "members")
        got = page("room", {"histories": [[]], "live": LIVE})
        expect_that("behind" in got["problem"], "a problem", got["problem"])
        expect([got["last"], got["asked"]["histories"]], [0, 4], "last number, questions")
        # Who was seen to come is there, whatever is answered.
        expect(got["members"], [USER], "members")
