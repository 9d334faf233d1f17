import ArgumentParser

/// `icws candid`: values and types of Candid, without a canister.
struct CandidCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candid",
        abstract: "Read, write and compare Candid.",
        discussion: """
            Values come and go in Candid's text, messages in hexadecimal digits:

                icws candid encode '(42, "hello")' --types '(nat, text)'
                icws candid decode 4449444c00017d2a
                icws candid check new.did old.did

            With --lines it answers lines of JSON, one for each that it reads, for editors and test suites:

                {"op":"encode","types":"(t)","defs":"type t = nat;","text":"(42)"}
                    {"hex":"4449444c00017d2a"}
                {"op":"decode","types":"(nat)","hex":"4449444c00017d2a"}
                    {"text":"(42 : nat)"}
                {"op":"check","new":"service : {}","old":"service : {}"}
                    {"safe":true}
                {"op":"subtype","sub":"nat","super":"int"}
                    {"subtype":true}

            "types" and "defs" may be missing, and "method" names a method of the service in "defs" in the place of \
            "types". What cannot be done is answered with {"error":"…"}, and the place where it is known. A line has \
            8 MiB at most; empty ones are passed over.
            """,
        subcommands: [
            CandidDecodeCommand.self, CandidEncodeCommand.self, CandidCheckCommand.self, CandidSubtypeCommand.self,
        ])

    @Flag(help: "Answer lines of JSON from standard input, until it ends.")
    var lines = false

    func run() throws {
        guard lines else { throw CleanExit.helpRequest(self) }
        try CandidLines.run()
    }
}

extension ParsableCommand {
    /// Does something with Candid; what goes wrong is said, and has a status.
    func reportingCandidFailures(_ body: () throws(CandidFailure) -> Void) throws {
        do throws(CandidFailure) { try body() } catch {
            Terminal.error(error.text)
            throw error.status.code
        }
    }
}
