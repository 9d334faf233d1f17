import Candid
import CandidLanguage
import TestSupport
import Testing

@Suite("Subtyping")
struct SubtypeRules {
    private static let definitions = """
        type Vec = vec Vec; type Self = record { Self }; type MaybeSelf = record { opt MaybeSelf };
        type Opt = opt Opt; type Endless = variant { 0 : Endless }; type F = func (F) -> (F); type G = func (G) -> (G);
        """

    private func isSubtype(_ sub: String, _ other: String) throws -> Bool {
        let interface = try interface(Self.definitions)
        return try interface.isSubtype(
            try interface.type(parsing: sub), of: try interface.type(parsing: other), in: interface)
    }

    @Test(
        "holds",
        arguments: [
            ("nat", "nat"), ("nat", "int"), ("empty", "nat"), ("empty", "Self"), ("nat", "reserved"),
            ("Self", "reserved"),
            ("service { a : () -> () }", "principal"), ("vec nat", "vec int"), ("vec empty", "vec text"),
            ("null", "opt nat"), ("reserved", "opt nat"), ("nat", "opt int"), ("text", "opt nat"),
            ("opt text", "opt nat"),
            ("Opt", "opt opt nat"), ("bool", "Opt"), ("record { a : nat; b : nat }", "record { a : int }"),
            ("record {}", "record { a : opt empty; b : null; c : reserved }"),
            ("record { a : text }", "record { a : opt nat }"),
            ("variant { a : nat }", "variant { a : int; b }"), ("variant {}", "variant { a }"),
            ("func (int) -> (nat)", "func (nat) -> (int)"), ("func () -> (nat)", "func (text) -> ()"),
            ("func (opt nat, null, reserved) -> ()", "func () -> ()"),
            ("func () -> ()", "func () -> (opt nat, null, reserved)"),
            ("func () -> () query", "func () -> () query"),
            ("service { a : () -> (nat); b : () -> () }", "service { a : () -> (int) }"),
            ("Vec", "vec Vec"), ("vec Vec", "Vec"), ("Self", "record { Self }"), ("record { Self }", "Self"),
            ("Self", "MaybeSelf"),
            ("Endless", "variant { 0 : Endless }"), ("F", "G"),
        ])
    func holds(sub: String, other: String) throws {
        #expect(try isSubtype(sub, other))
    }

    @Test(
        "does not hold",
        arguments: [
            ("int", "nat"), ("nat", "nat8"), ("nat8", "nat"), ("nat32", "nat64"), ("float32", "float64"),
            ("null", "nat"),
            ("reserved", "null"), ("reserved", "nat"), ("opt nat", "nat"), ("principal", "service {}"),
            ("text", "blob"),
            ("vec int", "vec nat"), ("vec nat", "vec nat8"),
            ("record { a : nat }", "record { b : nat }"),
            ("record { a : int }", "record { a : nat }"), ("record {}", "record { a : nat }"),
            ("record {}", "record { a : empty }"),
            ("variant { a; b }", "variant { a }"), ("variant { a : int }", "variant { a : nat }"),
            ("func (nat) -> ()", "func (int) -> ()"), ("func () -> (int)", "func () -> (nat)"),
            ("func (nat) -> ()", "func () -> ()"),
            ("func () -> ()", "func () -> (nat)"), ("func () -> () query", "func () -> ()"),
            ("func () -> () query", "func () -> () composite_query"), ("func () -> ()", "func () -> () oneway"),
            ("service {}", "service { a : () -> () }"), ("Self", "empty"), ("Vec", "empty"), ("Endless", "empty"),
            ("Vec", "vec Self"),
        ])
    func doesNotHold(sub: String, other: String) throws {
        #expect(try !isSubtype(sub, other))
        // But within an option it does.
        #expect(try isSubtype(sub, "opt \(other)"))
    }

    @Test("means that every value is read at the other type", arguments: 0..<300 as Range<UInt64>)
    func soundness(seed: UInt64) throws {
        var generator = GeneratedInterface(seed: seed)
        let definitions = generator.interface().definitions
        let interface = CandidInterface(definitions: definitions)
        var values = GeneratedValue(seed: seed, definitions: definitions)
        var random = SplitMix64(seed: seed)
        for definition in definitions {
            let changed = definition.type.changed(&random)
            guard let value = values.value(of: definition.type),
                try interface.isSubtype(definition.type, of: changed, in: interface)
            else { continue }
            let message = try CandidArguments([value]).encoded(as: [definition.type], in: interface)
            #expect(throws: Never.self) {
                try CandidArguments(decoding: message, as: [changed], in: interface)
            }
        }
    }
}

extension InterfaceType {
    /// A type that is like this one, with something else here and there.
    fileprivate func changed(_ random: inout SplitMix64) -> InterfaceType {
        let choice = random.next() % 8
        if choice == 0 { return .optional(self) }
        if choice == 1, self == .primitive(.nat) { return .primitive(.int) }
        if choice == 2 { return .primitive(.reserved) }
        switch self {
        case .primitive, .principal, .named, .function, .service: return self
        case .optional(let wrapped):
            return choice == 3 ? .optional(.primitive(.text)) : .optional(wrapped.changed(&random))
        case .vector(let element): return .vector(element.changed(&random))
        case .record(let fields):
            var changed = fields.map { InterfaceField($0.label, $0.type.changed(&random)) }
            if choice == 4, !changed.isEmpty { changed.removeLast() }
            return .record(changed)
        case .variant(let tags): return .variant(tags.map { InterfaceField($0.label, $0.type.changed(&random)) })
        }
    }
}
