import Testing

@Suite("Values with parts")
struct ConstructRules {
    @Test(
        "are read at their types",
        arguments: [
            ("01 6e7c 01 00 00", "(opt int)", "(null)"), ("01 6e7c 01 00 01 07", "(opt int)", "(opt (7 : int))"),
            ("02 6e01 6e7e 01 00 01 00", "(opt opt bool)", "(opt null)"),
            ("01 6e00 01 00 01 01 00", "(Opt)", "(opt opt null)"),
            ("01 6d71 01 00 02 0161 00", "(vec text)", "(vec { \"a\"; \"\" })"),
            ("01 6d7b 01 00 02 0aff", "(blob)", "(blob \"\\0a\\ff\")"),
            ("01 6d00 01 00 02 00 01 00", "(Vec)", "(vec { vec {}; vec { vec {} } })"),
            ("02 6d01 6c00 01 00 03", "(vec record {})", "(vec { record {}; record {}; record {} })"),
            ("01 6c02 007d 017e 01 00 05 01", "(record { nat; bool })", "(record { 5 : nat; true })"),
            ("01 6c01 617f 01 00", "(record { a : null })", "(record { a = null })"),
            ("01 6b02 617f 627d 01 00 01 05", "(variant { a; b : nat })", "(variant { b = 5 : nat })"),
            (
                "02 6e01 6c02 a0d2aca804 7c 90eddae704 00 01 00 01 01 01 02 00", "(List)",
                "(opt record { head = 1 : int; tail = opt record { head = 2 : int; tail = null } })"
            ),
            (
                "02 6c02 a0d2aca804 7c 90eddae704 01 6e00 01 01 01 01 00", "(One)",
                "(opt record { head = 1 : int; tail = null })"
            ),
        ])
    func values(body: String, types: String, expected: String) throws {
        #expect(try Reading.text(body, at: types) == expected)
    }

    @Test(
        "are coerced by what is there",
        arguments: [
            ("01 6d7c 01 00 00", "(vec nat8)", "(blob \"\")"),
            ("01 6d7d 01 00 01 05", "(vec int)", "(vec { 5 : int })"),
            ("01 6c02 617d 627e 01 00 05 01", "(record { b : bool })", "(record { b = true })"),
            (
                "01 6c00 01 00", "(record { a : opt nat; b : null; c : reserved })",
                "(record { a = null; b = null; c = null : reserved })"
            ),
            ("01 6b02 617f 627d 01 00 00", "(variant { a })", "(variant { a })"),
            ("01 6b02 617d 627f 01 00 01", "(variant { a : text; b })", "(variant { b })"),
            ("01 6b01 617f 01 00 00", "(variant { a : opt nat })", "(variant { a })"),
            ("00 01 7e 01", "(opt bool)", "(opt true)"), ("00 01 7e 01", "(opt opt bool)", "(opt opt true)"),
            ("01 6e7f 01 00 00", "(opt opt null)", "(null)"), ("00 01 7f", "(opt empty)", "(null)"),
            ("00 01 70", "(opt nat)", "(null)"), ("01 6e7e 01 00 01 01", "(opt nat)", "(null)"),
            ("02 6e01 6e7e 01 00 01 01 01", "(opt opt nat)", "(opt null)"),
            ("02 6e01 6b01 617e 01 00 01 00 01", "(opt variant { a : nat })", "(null)"),
            ("01 6d7e 01 00 02 01 00", "(vec opt nat)", "(vec { null; null })"),
            ("02 6d01 6e7e 01 00 02 00 01 01", "(vec opt bool)", "(vec { null; opt true })"),
            ("01 67 01 ff 02 00 7e 02 00 abcd 01", "(opt nat, bool)", "(null, true)"),
        ])
    func coercion(body: String, types: String, expected: String) throws {
        #expect(try Reading.text(body, at: types) == expected)
    }

    @Test(
        "are refused where they do not fit",
        arguments: [
            ("01 6e7c 01 00 02 07", "(opt int)"), ("01 6e7c 01 00 01", "(opt int)"),
            ("01 6e7e 01 00 01 02", "(opt nat)"),
            ("01 6d7c 01 00 02 01", "(vec int)"), ("01 6d7c 01 00 01 01", "(vec nat8)"),
            ("01 6d7c 01 00 00 00", "(vec int)"),
            ("01 6c01 617d 01 00 05", "(record { b : nat })"), ("01 6c01 617d 01 00", "(record { a : nat })"),
            ("01 6c02 007d 017e 01 00 05 01", "(record { bool; nat })"), ("01 6c01 0000 01 00", "(Self)"),
            ("02 6d01 6c01 0001 01 00 01", "(vec Self)"), ("01 6c01 0000 01 00", "(OptSelf)"), ("00 01 7e 01", "(Opt)"),
            ("01 6b00 01 00", "(variant {})"), ("01 6b01 617f 01 00 00", "(variant { b })"),
            ("01 6b01 617f 01 00 01", "(variant { a })"),
            ("01 6b02 617f 627d 01 00 01 05", "(variant { a; b : text })"),
            ("01 6b01 0000 01 00 0000000000", "(Endless)"),
            ("01 6c00 01 00", "(record { a : variant {} })"),
        ])
    func refusals(body: String, types: String) throws {
        #expect(try Reading.text(body, at: types) == nil)
    }

    @Test("show the numbers of their fields where nothing else is known")
    func blind() {
        #expect(Reading.blind("01 6c02 007d 057e 01 00 05 01") == "(record { 5 : nat; 5 = true })")
        #expect(Reading.blind("01 6b02 617f 627d 01 00 01 05") == "(variant { 98 = 5 : nat })")
        #expect(Reading.blind("01 6d7b 01 00 01 41") == "(blob \"A\")")
        #expect(Reading.blind("01 67 00 01 00 01 00 ff") == "(null : reserved)")
        #expect(Reading.blind("01 6c01 0000 01 00") == nil)
    }
}
