import CandidGenerator
import CandidLanguage
import Testing

@Suite("The types alone of an interface, for code that is no canister")
struct TypesAloneTests {
    private func file(_ text: String) throws -> GeneratedFile {
        let interface = try CandidInterface(parsing: text, file: "Ledger.did") { (path, _) throws(InterfaceError) in
            LibraryInterfaces.file(named: path)
        }
        return try TypesCode.file(for: interface, target: "Ledger", file: "/somewhere/Ledger.did")
    }

    @Test("are those that methods need, in one file that imports codecs and no kit")
    func types() throws {
        let file = try file(
            """
            type unused = record { x : nat };
            type transfer = record { amount : nat };
            service : { pay : (transfer) -> (variant { done; refused : text }) }
            """)
        #expect(file.name == "LedgerTypes.swift")
        #expect(
            file.text.hasPrefix(
                """
                // Made of Ledger.did by candid-generator at each build: changes here are lost.

                import Bytes
                import Candid

                /// `record { amount : nat }`
                struct Transfer: Hashable, Sendable {
                """))
        #expect(file.text.contains("enum LedgerValue: Hashable, Sendable {"))
        #expect(!file.text.contains("Unused") && !file.text.contains("import Canister"))
    }

    @Test("are none where the file describes no service")
    func noService() throws {
        let error = try #require(throws: GenerationError.self) { try file("type a = nat;") }
        #expect(error.reason == .noService)
    }
}
