import CandidLanguage
import Testing

@Suite("What an upgrade does to clients")
struct UpgradeReportTests {
    private func report(_ new: String, from old: String) throws -> (failures: [String], losses: [String]) {
        let report = try interface(new).upgradeReport(from: try interface(old))
        #expect(report.isSafe == report.failures.isEmpty)
        return (report.failures.map(\.description), report.losses.map(\.description))
    }

    @Test("is told for each method")
    func methods() throws {
        let old = "service : { a : (nat) -> (); b : () -> (text) query; c : () -> (); d : () -> () }"
        let new = "service : { a : (text) -> (); b : () -> (text); d : () -> (nat); e : (nat) -> (nat) }"
        let (failures, losses) = try report(new, from: old)
        #expect(
            failures == [
                "method a, argument 1: expected text, found nat",
                "method b: expected a query method, found an update method",
                "the method c is missing",
            ])
        #expect(losses == [])
    }

    @Test(
        "is nothing where they may go on",
        arguments: [
            ("(nat, opt text) -> (int, nat)", "(nat) -> (int)"), ("(int) -> (nat)", "(nat) -> (int)"),
            ("(record { a : nat }) -> ()", "(record { a : nat; b : nat }) -> ()"),
            ("(variant { a; b }) -> (variant { a })", "(variant { a }) -> (variant { a; b })"),
            ("(opt opt text) -> (opt nat)", "(opt text) -> (opt int)"),
            ("(reserved) -> (principal)", "(nat) -> (principal)"),
        ])
    func safe(new: String, old: String) throws {
        let (failures, losses) = try report("service : { m : \(new) }", from: "service : { m : \(old) }")
        #expect(failures == [])
        #expect(losses == [])
    }

    @Test(
        "is a loss where an option can never be read again",
        arguments: [
            ("() -> (opt nat)", "() -> (opt text)", "method m, result 1, value of the opt: expected text, found nat"),
            ("(opt nat) -> ()", "(opt text) -> ()", "method m, argument 1, value of the opt: expected nat, found text"),
            ("() -> (nat)", "() -> (opt text)", "method m, result 1, value of the opt: expected text, found nat"),
            (
                "(record { a : opt vec nat }) -> ()", "(record { a : opt vec int }) -> ()",
                "method m, argument 1, field a, value of the opt, element: expected nat, found int"
            ),
        ])
    func losses(new: String, old: String, expected: String) throws {
        let (failures, losses) = try report("service : { m : \(new) }", from: "service : { m : \(old) }")
        #expect(failures == [])
        #expect(losses == [expected])
    }

    @Test("is a loss at each place where the same types meet")
    func equalLosses() throws {
        let new = "type A = opt vec nat; service : { m : () -> (A, A, record { a : A }) }"
        let (failures, losses) = try report(new, from: new.replacing("nat", with: "text"))
        #expect(failures == [])
        let reason = "value of the opt, element: expected text, found nat"
        #expect(
            losses == [
                "method m, result 1, \(reason)", "method m, result 2, \(reason)",
                "method m, result 3, field a, \(reason)",
            ])
    }

    @Test("ends for types that contain themselves, and what failed within an option is looked at again outside")
    func recursion() throws {
        let list = "type L = opt record { nat; L }; type O = opt O; service : { f : (L, O) -> (L, O) }"
        let same = try report(list, from: list)
        #expect(same.failures == [] && same.losses == [])
        let (_, losses) = try report(list, from: list.replacing("nat", with: "text"))
        #expect(losses.count == 2)
        let endless = try report("service : { f : () -> (bool) }", from: "type O = opt O; service : { f : () -> (O) }")
        #expect(endless.failures == [])
        // The pair fails within the option, is no loss there twice, and is a failure of the second result.
        let types = "type A = record { a : nat };"
        let (failures, once) = try report(
            "\(types) service : { f : () -> (opt A, A) }",
            from: "type B = record { a : text }; service : { f : () -> (opt B, B) }")
        #expect(failures == ["method f, result 2, field a: expected text, found nat"])
        #expect(once == ["method f, result 1, value of the opt, field a: expected text, found nat"])
    }
}
