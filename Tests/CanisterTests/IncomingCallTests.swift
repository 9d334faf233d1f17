import Bytes
import Candid
import Canister
import CanisterExecution
import CanisterTesting
import Testing

@Suite("The call at hand")
struct IncomingCallTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test("has a caller, an argument, and no deadline")
    func facts() {
        var seen: (caller: Principal, argument: [UInt8], deadline: UInt64)?
        bench.update([1, 2, 3], caller: .testUser(9)) {
            seen = (IncomingCall.caller, IncomingCall.argument, IncomingCall.deadline)
        }
        #expect(seen?.caller == .testUser(9))
        #expect(seen?.argument == [1, 2, 3])
        #expect(seen?.deadline == 0)
    }

    @Test("may have an empty argument")
    func emptyArgument() {
        var argument: [UInt8]?
        bench.update([]) { argument = IncomingCall.argument }
        #expect(argument == [])
    }

    @Test("is answered with bytes, with a writer's bytes, with no values, with a reject")
    func answers() {
        #expect(bench.update { IncomingCall.reply([1, 2]) } == .reply([1, 2]))
        #expect(bench.update { IncomingCall.reply([UInt8]()) } == .reply([]))
        let written = bench.update {
            var writer = ByteWriter()
            writer.write(7)
            IncomingCall.reply(writer)
        }
        #expect(written == .reply([7]))
        #expect(bench.update { IncomingCall.replyEmpty() } == .reply(emptyArguments))
        #expect(bench.update { IncomingCall.reject("no") } == .reject(Reject(.canisterReject, "no")))
        #expect(bench.update { IncomingCall.reject(.empty) } == .reject(Reject(.canisterReject, "")))
    }

    @Test("without an answer is answered by the system")
    func noAnswer() {
        #expect(bench.update {}.reject?.errorCode == .canisterDidNotReply)
    }

    @Test("has its arguments decoded, all of them or none")
    func decoding() {
        func decode(_ argument: [UInt8]) -> CallResult {
            bench.update(argument) {
                IC.run { () throws(EntryPointFailure) in
                    let (number, user) = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                        (try decoder.argument(UInt64.self), try decoder.argument(Principal.self))
                    }
                    IncomingCall.reply([UInt8(number), UInt8(user.count)])
                }
            }
        }
        let nat64AndPrincipal: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 2, 0x78, 0x68, 5, 0, 0, 0, 0, 0, 0, 0, 1, 1, 4]
        #expect(decode(nat64AndPrincipal) == .reply([5, 1]))
        for broken in [Array(nat64AndPrincipal.dropLast()), nat64AndPrincipal + [0], emptyArguments, []] {
            let trap = decode(broken).reject?.trap
            #expect(trap?.code == .calledTrap)
            #expect(trap?.message.hasPrefix("failed to decode call arguments: ") == true)
        }
    }

    @Test("whose body throws becomes a trap or a reject, with the text")
    func failures() {
        let trapped = bench.update {
            IC.run { () throws(EntryPointFailure) in throw .trap("nothing \("changed" as Text)") }
        }
        #expect(trapped.reject?.trap == Trap(.calledTrap, "nothing changed"))
        #expect(trapped.reject?.code == .canisterError)
        let rejected = bench.update { IC.run { () throws(EntryPointFailure) in throw .reject("come back later") } }
        #expect(rejected == .reject(Reject(.canisterReject, "come back later")))
        #expect(bench.update { IC.run { IncomingCall.replyEmpty() } } == .reply(emptyArguments))
    }

    @Test("that an author traps on ends the process natively, with the author's text")
    func trap() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let bench = try Bench()
            bench.perform { IC.trap("the author's \("own" as Text) trap") }
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("canister trapped: the author's own trap"))
    }

    @Test("a second answer ends the process natively")
    func secondAnswer() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let bench = try Bench()
            bench.perform { IncomingCall.reply([1]) }
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("ic0.msg_reply"))
    }
}

@Suite("Inspection of messages")
struct InspectionTests {
    /// Takes `open` from anyone, and `closed` with an argument of one byte.
    private func canister() throws -> TestCanister {
        let canister = try TestCanister {
            [
                .inspectMessage {
                    if IncomingCall.methodName == Array("open".utf8) { IncomingCall.accept() }
                    if IncomingCall.argument.count == 1, IncomingCall.caller == .testUser(3) { IncomingCall.accept() }
                },
                .update("open") { IncomingCall.replyEmpty() }, .update("closed") { IncomingCall.replyEmpty() },
            ]
        }
        try canister.install()
        return canister
    }

    @Test("lets in by method, argument and caller")
    func accepts() throws {
        let canister = try canister()
        #expect(canister.update("open") == .reply(emptyArguments))
        #expect(canister.update("closed", [1], caller: .testUser(3)) == .reply(emptyArguments))
        #expect(canister.update("closed", [1], caller: .testUser(4)).reject?.errorCode == .canisterRejectedMessage)
        #expect(canister.update("closed", [], caller: .testUser(3)).reject?.errorCode == .canisterRejectedMessage)
        #expect(canister.executions.isEmpty)
    }

    @Test("is not asked about calls of canisters")
    func canisters() throws {
        #expect(try canister().call("closed", caller: .testUser(4)) == .reply(emptyArguments))
    }
}
