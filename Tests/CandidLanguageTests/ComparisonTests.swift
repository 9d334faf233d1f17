import CandidLanguage
import Testing

@Suite("Types of interfaces are compared")
struct ComparisonTests {
    private func isSame(_ one: String, _ other: String) throws -> Bool {
        try interface(one).isSame(.named("T"), as: .named("T"), in: try interface(other))
    }

    private func failure(_ new: String, _ old: String) throws -> String? {
        try interface(new).upgradeFailure(from: try interface(old))?.description
    }

    @Test("by their parts, not by the names of types and arguments")
    func equality() throws {
        #expect(try isSame("type T = record { a : nat }", "type A = nat; type R = record { 97 : A }; type T = R"))
        #expect(
            try isSame(
                "type T = opt record { nat; T }", "type T = opt record { nat; opt record { nat; T } }"))
        #expect(try isSame("type T = func (x : nat) -> () query", "type T = func (nat) -> () query"))
        #expect(
            try isSame(
                "type T = service { b : () -> (); a : (T) -> () }", "type T = service { a : (T) -> (); b : () -> () }"))
        for (one, other) in [
            ("nat", "int"), ("record { a : nat }", "record { b : nat }"), ("record { nat }", "record { nat; nat }"),
            ("opt nat", "opt opt nat"), ("func () -> ()", "func () -> () query"),
            ("record { nat }", "variant { 0 : nat }"),
            ("service { a : () -> () }", "service { b : () -> () }"), ("vec T", "vec vec nat"),
            ("func (nat) -> ()", "func () -> (nat)"),
        ] {
            #expect(try !isSame("type T = \(one)", "type T = \(other)"), "\(one) and \(other)")
        }
    }

    @Test("for an upgrade that clients do not notice")
    func upgrades() throws {
        let old = "service : { send : (record { text : text }) -> (nat); list : () -> (vec nat) query }"
        #expect(try failure(old, old) == nil)
        #expect(
            try failure(
                "service : { more : () -> (); list : () -> (vec nat, text) query; "
                    + "send : (record { text : text; room : opt text }, opt nat) -> (nat) }", old) == nil)
        // Recursive types, and functions among arguments, where the direction turns.
        let list = "type L = opt record { nat; L }; service : { f : (func (L) -> (int)) -> (L) }"
        #expect(try failure(list.replacing("(int)", with: "(nat)"), list) != nil)
        #expect(try failure(list, list.replacing("(int)", with: "(nat)")) == nil)
    }

    @Test(
        "with the place where they differ",
        arguments: [
            ("(record { text : nat64 }) -> ()", "method send, argument 1, field text: expected nat64, found text"),
            (
                "(record { text : text; room : text }) -> ()",
                "method send, argument 1: the field room is missing, and its type text is not opt, null or reserved"
            ),
            (
                "(record { text : text }, nat) -> ()",
                "method send: the further argument 2 must be opt, null or reserved"
            ),
            ("(record { text : text }) -> () query", "method send: expected an update method, found a query method"),
        ])
    func failures(new: String, expected: String) throws {
        let old = "service : { send : (record { text : text }) -> () }"
        let found = try failure("service : { send : \(new) }", old)
        #expect(found == expected)
    }

    @Test("with missing methods, results and new tags as reasons")
    func more() throws {
        #expect(try failure("service : {}", "service : { \"a b\" : () -> () }") == "the method \"a b\" is missing")
        #expect(
            try failure("service : { f : () -> () }", "service : { f : () -> (nat) }")
                == "method f: the result 1 is missing")
        #expect(
            try failure(
                "service : { f : () -> (vec variant { A; B }) }", "service : { f : () -> (vec variant { A }) }")
                == "method f, result 1, element: the tag B is not expected")
    }
}
