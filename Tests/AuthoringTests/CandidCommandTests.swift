import Foundation
import Testing

@Suite("The commands for Candid")
struct CandidCommandTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "candid-\(UUID().uuidString)")

    private func run(_ arguments: String..., input: String = "", files: [String: String] = [:]) throws -> Command {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let tool = try Command.tool.path(percentEncoded: false)
        return try Command(tool, ["candid"] + arguments, in: folder, input: input)
    }

    private static let rooms = """
        import "types.did";
        service : { join : (room : text, opt Room) -> (variant { Ok : Room; Err : text }) }
        """
    private static let files = ["rooms.did": rooms, "types.did": "type Room = record { name : text; size : nat };"]

    @Test("make messages, and show them")
    func bothWays() throws {
        let encoded = try run("encode", "(42, \"hello\")", "--types", "(nat, text)")
        #expect(encoded.text == "4449444c00027d712a0568656c6c6f\n" && encoded.status == 0)
        #expect(try run("decode", "-t", "(int)", input: encoded.output).text == "(42 : int)\n")
        #expect(try run("decode", "-", input: encoded.output).text == "(42 : nat, \"hello\")\n")
        #expect(try run("encode", input: "(42 : nat8)\n").text == "4449444c00017b2a\n")
    }

    @Test("take types from a file and what it imports, and those of its methods")
    func definitions() throws {
        let value = "(record { size = 3; name = \"lobby\" })"
        let encoded = try run("encode", value, "-t", "(Room)", "-d", "rooms.did", files: Self.files)
        #expect(encoded.status == 0, "\(encoded.text)")
        let decoded = try run(
            "decode", encoded.output, "--types", "(opt Room)", "--defs", "rooms.did", files: Self.files)
        #expect(decoded.text == "(opt record { name = \"lobby\"; size = 3 : nat })\n")

        let arguments = try run("encode", "(\"lobby\")", "-m", "join", "-d", "rooms.did", files: Self.files)
        #expect(arguments.status == 0, "\(arguments.text)")
        let read = try run("decode", arguments.output, "-t", "(text, opt Room)", "-d", "rooms.did", files: Self.files)
        #expect(read.text == "(\"lobby\", null)\n")
        let reply = try run("encode", "(variant { Err = \"full\" })", "-t", "(variant { Err : text })")
        let result = try run("decode", reply.output, "-m", "join", "-d", "rooms.did", files: Self.files)
        #expect(result.text == "(variant { Err = \"full\" })\n")
    }

    @Test("show what is wrong in its line")
    func errors() throws {
        let value = try run("encode", "(1,\n \"a)")
        #expect(value.status == 1 && value.output == "")
        #expect(value.messages == "icws: error: value:2:2: error: the text is not closed\n     \"a)\n     ^\n")
        let types = try run("encode", "(1)", "--types", "(nat, txt)")
        #expect(
            types.messages.hasSuffix(
                "--types:1:7: error: nothing defines the type 'txt'\n    (nat, txt)\n          ^\n"))
        let message = try run("decode", "4449444c00017e02")
        #expect(message.status == 1)
        #expect(
            message.messages.hasSuffix("byte offset 8\n    44 49 44 4c 00 01 7e 02\n                            ^\n"))
        let imported = try run(
            "encode", "(1)", "-d", "rooms.did", files: ["rooms.did": Self.rooms, "types.did": "type Room = rec;"])
        #expect(
            imported.messages.contains("types.did:1:13: error: nothing defines the type 'rec'\n    type Room = rec;\n"))
        #expect(try run("decode", "44x9").status == 64)
        #expect(try run("encode", "(1)", "-d", "nowhere.did").messages.contains("there is no file 'nowhere.did'"))
    }

    @Test("warn of what is lost")
    func losses() throws {
        let encoded = try run("encode", "(record { name = \"a\"; colour = \"red\" })", "-t", "(record { name : text })")
        #expect(encoded.status == 0 && encoded.output.hasPrefix("4449444c"))
        #expect(encoded.messages == "icws: warning: argument 1, field colour: is not expected, and left out\n")
    }

    @Test("tell whether an upgrade is safe, and why not")
    func upgrades() throws {
        let old = "service : { a : () -> (opt nat); b : (nat) -> () }"
        let new = "service : { a : () -> (opt nat, text); b : (int, opt text) -> () }"
        let safe = try run("check", "new.did", "old.did", files: ["old.did": old, "new.did": new])
        #expect(safe.status == 0 && safe.text == "clients of old.did can go on with new.did\n", "\(safe.text)")
        let unsafe = try run("check", "old.did", "new.did", files: ["old.did": old, "new.did": new])
        #expect(unsafe.status == 1 && unsafe.output == "")
        #expect(
            unsafe.messages == """
                icws: error: clients of new.did cannot go on with old.did:
                  method a: the result 2 is missing
                  method b, argument 1: expected nat, found int

                """)
        let lost = try run(
            "check", "new.did", "old.did",
            files: ["old.did": old, "new.did": "service : { a : () -> (opt text); b : (nat) -> () }"])
        #expect(lost.status == 0)
        #expect(
            lost.messages == "icws: warning: method a, result 1, value of the opt: expected nat, found text, which is "
                + "null from now on\n")
        let none = try run("check", "types.did", "rooms.did", files: Self.files)
        #expect(none.status == 1 && none.messages.contains("types.did: the file describes no service"))
    }

    @Test("tell whether a type is a subtype")
    func subtypes() throws {
        let holds = try run(
            "subtype", "vec Room", "vec record { size : int }", "--defs", "types.did", files: Self.files)
        #expect(holds.status == 0, "\(holds.text)")
        let fails = try run("subtype", "int", "nat")
        #expect(fails.status == 1)
        #expect(fails.messages == "icws: error: int is no subtype of nat: expected nat, found int\n")
    }

    @Test("answer lines in one process")
    func lines() throws {
        let lines = [
            #"{"op":"encode","types":"(nat)","text":"(42)"}"#, "", "nonsense",
            #"{"op":"decode","types":"(nat)","hex":"4449444c00017d2a"}"#,
        ]
        let answers = try run("--lines", input: lines.joined(separator: "\n"))
        #expect(answers.status == 0)
        #expect(
            answers.text == """
                {"hex":"4449444c00017d2a"}
                {"error":"the line is no JSON: expected {\\"op\\":…}"}
                {"text":"(42 : nat)"}

                """)
        #expect(try run().output.contains("SUBCOMMANDS"))
    }
}
