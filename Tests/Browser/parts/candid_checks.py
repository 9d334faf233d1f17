"""Candid as the page writes and reads it, against another implementation."""

from checks import expect, expect_that
from icp_candid.candid import Types, decode, encode
from icp_principal import Principal

AUTHOR = Principal.from_str("rrkah-fqaaa-aaaaa-aaaaq-cai")
MESSAGE = Types.Record({"sequence": Types.Nat64, "time": Types.Nat64, "author": Types.Principal, "text": Types.Text})
PRESENCE = Types.Record({"room": Types.Text, "client": Types.Principal})
APP_MESSAGE = Types.Variant({
    "Join": Types.Text, "Leave": Types.Text, "Talk": Types.Record({"room": Types.Text, "text": Types.Text}),
    "Joined": PRESENCE, "Left": PRESENCE, "Said": Types.Record({"room": Types.Text, "message": MESSAGE}),
    "Refused": Types.Text,
})
NUMBERS = Types.Record({
    "sequence_num": Types.Nat64, "content": Types.Vec(Types.Nat8), "is_service_message": Types.Bool})
SAID = {"Said": {"room": "läby", "message": {
    "sequence": 2**64 - 1, "time": 1_700_000_000_000_000_000, "author": AUTHOR.to_str(), "text": "<b>ü</b> 👋"}}}

# Texts in a vector, and what has to be refused in the place of them, with a word of the refusal.
REFUSED = {
    "": "ends", "4449444d0000": "DIDL", "4449444c0000": "expected", "4449444c00017f": "expected",
    "4449444c016d7101000000": "left over", "4449444c016d71010001": "announced", "4449444c016d7101000101ff": "UTF-8",
    "4449444c016d710100ffffffffffffffff7f": "too large", "4449444c016d71010080808080808080808001": "too large",
    "4449444c016d02010000": "no type 2", "4449444c01680100": "kind -24", "4449444c026c020071007100": "ascending",
    "4449444c016c0280808080107100710100": "ascending", "4449444c016d6e010000": "no type -18",
    "4449444c01677f00": "kind -25", "4449444c016b00010000": "expected", "4449444cffffffff0f": "announced",
}


def typed(kind, value):
    return encode([{"type": kind, "value": value}]).hex()


def define(checks):
    @checks("what another implementation writes is read")
    def read(page):
        values = [{"Joined": {"room": "a", "client": AUTHOR.to_str()}}, {"Left": {"room": "", "client": "aaaaa-aa"}},
                  SAID, {"Refused": "you are in too many rooms"}]
        plain = [*values[:2], {"Said": {"room": "läby", "message": {
            **SAID["Said"]["message"], "sequence": str(2**64 - 1), "time": "1700000000000000000"}}}, values[3]]
        expect(page("read", [typed(APP_MESSAGE, value) for value in values]), plain, "messages")

    @checks("another implementation reads what is written")
    def written(page):
        values = [{"Join": "läby 👋"}, {"Leave": "x" * 200}, {"Talk": {"room": "a", "text": "b"}}]
        for value, data in zip(values, page("written", values)):
            got = decode(bytes.fromhex(data), APP_MESSAGE)
            expect(got[0]["value"], value, "a message")

    @checks("numbers of 64 bits and bytes come back as they were")
    def numbers(page):
        cases = [{"number": str(number), "data": bytes(size).hex()}
                 for number, size in [(0, 0), (1, 127), (2**53 + 1, 128), (2**64 - 1, 20_000)]]
        for case, (data, back) in zip(cases, page("numbersThereAndBack", cases)):
            expected = {"sequence_num": case["number"], "content": case["data"], "is_service_message": True}
            expect(back, expected, "a record")
            got = decode(bytes.fromhex(data), NUMBERS)[0]["value"]
            expect((str(got["sequence_num"]), bytes(got["content"]).hex()), tuple(case.values()), "what it decodes to")

    @checks("fields that are not expected are passed over, of all kinds")
    def further_fields(page):
        further = {
            "a": (Types.Nat, 2**70), "b": (Types.Int, -2**70), "c": (Types.Opt(Types.Text), ["x"]),
            "d": (Types.Bool, True), "e": (Types.Vec(Types.Nat16), [1, 2]), "f": (Types.Float64, 0.5),
            "g": (Types.Null, None),
            "h": (Types.Record({"x": Types.Int8}), {"x": -1}), "i": (Types.Variant({"y": Types.Nat32}), {"y": 7}),
            "j": (Types.Principal, AUTHOR.to_str()), "k": (Types.Opt(Types.Nat8), []),
        }
        kind = Types.Variant({"Joined": Types.Record({
            "room": Types.Text, "client": Types.Principal, **{name: one for name, (one, _) in further.items()}})})
        value = {"Joined": {"room": "r", "client": "aaaaa-aa", **{name: one for name, (_, one) in further.items()}}}
        expect(page("read", [typed(kind, value)]), [{"Joined": {"room": "r", "client": "aaaaa-aa"}}], "a message")

    @checks("what is malformed or of another type is refused, with what and where")
    def refused(page):
        for (data, word), answer in zip(REFUSED.items(), page("readTexts", list(REFUSED))):
            text = answer.get("refused", "") if isinstance(answer, dict) else ""
            is_told = text.startswith("Error: Candid: ") and word in text
            expect_that(is_told, f"a refusal of {data} with {word!r}", answer)
        others = [typed(Types.Variant({"Shouted": Types.Text}), {"Shouted": "x"}), typed(Types.Text, "Join")]
        for answer in page("read", others):
            expect_that(isinstance(answer, dict) and "refused" in answer, "a refusal", answer)

    @checks("few bytes cannot ask for endless work")
    def bombs(page):
        # A vector of 2^40 nulls, and one of records without fields as a field that is passed over.
        nulls = "4449444c016d7f0100" + "808080808020"
        records = "4449444c036c0201710202" + "6d02" + "6c00" + "0100"
        for answer in [*page("readNulls", [nulls]), *page("read", [records + "808080808020"])]:
            expect_that(isinstance(answer, dict) and "refused" in answer, "a refusal", answer)
