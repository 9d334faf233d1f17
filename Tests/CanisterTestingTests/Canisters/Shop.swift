import Candid
import Canister

/// A canister for these tests whose methods take and give Candid values, and that asks others.
final class Shop: CanisterProgram {
    private let timers = Timers()
    private var beats: UInt64 = 0

    init() {}

    var entryPoints: [EntryPoint] {
        [
            .update("greet", greet), .update("sum", sum), .update("nothing") { IncomingCall.replyEmpty() },
            .update("refuse") { IncomingCall.reject("we are closed") },
            .query("goods") { IncomingCall.reply(CandidEncoder.encode(Text("apples"), self.beats)) },
            .compositeQuery("compare", compare),
            .update("pay", pay), .update("payInTime", payInTime), .update("take", take), .update("waste", waste),
            .update("random", random), .update("remind", remind), .query("tell", tell), .update("visit", visit),
            .heartbeat {
                self.beats += 1
                IC.log("beat \(self.beats) at \(IC.time)")
            },
            .globalTimer(timers.globalTimer), .update("<swift-canister> run_timer", timers.runTimer),
        ]
    }
}

// MARK: - Values

extension Shop {
    private func greet() {
        IC.run { () throws(EntryPointFailure) in
            let name = try IncomingCall.decodeArguments { (decoder) throws(CandidError) in
                try decoder.argument(Text.self)
            }
            guard !name.bytes.isEmpty else { throw .trap("a customer has a name") }
            IncomingCall.reply(CandidEncoder.encode(Text("good day, \(name)")))
        }
    }

    /// Adds all numbers that come and tells how many they were.
    private func sum() {
        IC.run { () throws(EntryPointFailure) in
            let result = try IncomingCall.decodeArguments { (decoder) throws(CandidError) in
                var sum: UInt64 = 0
                let count = decoder.argumentCount
                for _ in 0..<count { sum += try decoder.argument(UInt64.self) }
                return (sum, UInt64(count))
            }
            IncomingCall.reply(CandidEncoder.encode(result.0, result.1))
        }
    }

    private func tell() {
        let value = EnvironmentVariables.value(of: [UInt8]("GREETING".utf8)).flatMap { Text(utf8: $0) }
        let isOwner = IC.isController(IncomingCall.caller)
        IncomingCall.reply(CandidEncoder.encode(value, isOwner, IC.version, IC.instructions))
    }
}

// MARK: - Others

extension Shop {
    private func pay() { pay(within: nil) }
    private func payInTime() { pay(within: 10) }

    /// Calls `transfer` of the canister that the argument names, with 1,000 cycles, and tells what became of it.
    private func pay(within timeout: UInt32?) {
        IC.run { () throws(EntryPointFailure) in
            let (bank, amount) = try IncomingCall.decodeArguments { (decoder) throws(CandidError) in
                (try decoder.argument(Principal.self), try decoder.argument(UInt64.self))
            }
            var call = OutgoingCall(to: bank, method: "transfer")
            call.cycles = 1_000
            call.timeoutSeconds = timeout
            let answer = { (text: Text) in
                IncomingCall.reply(CandidEncoder.encode(Text("\(text), \(UInt64(Cycles.refunded)) back")))
            }
            try? call.send(CandidEncoder.encode(amount)) { _ in
                answer("paid \(amount) at \(IC.time)")
            } onReject: { rejection in
                answer("\(UInt64(rejection.code)) \(rejection.text)")
            }
        }
    }

    /// Calls `visit` of the next canister in the list, and says who were visited: by the last bytes of their names.
    private func visit() {
        IC.run { () throws(EntryPointFailure) in
            var route = try IncomingCall.decodeArguments { (decoder) throws(CandidError) in
                try decoder.argument([Principal].self)
            }
            IC.log("visited")
            guard !route.isEmpty else { return IncomingCall.reply(CandidEncoder.encode([IC.canisterID])) }
            let next = route.removeFirst()
            try? OutgoingCall(to: next, method: "visit").send(CandidEncoder.encode(route)) { reply in
                var visited = [IC.canisterID]
                if let decoder = try? CandidDecoder(reply), let others = try? decoder.argument([Principal].self) {
                    visited += others
                }
                IncomingCall.reply(CandidEncoder.encode(visited))
            } onReject: { rejection in
                IncomingCall.reject("\(UInt64(rejection.code)) \(rejection.text)")
            }
        }
    }

    /// Asks `goods` of the canister that the argument names.
    private func compare() {
        IC.run { () throws(EntryPointFailure) in
            let other = try IncomingCall.decodeArguments { (decoder) throws(CandidError) in
                try decoder.argument(Principal.self)
            }
            try? OutgoingCall(to: other, method: "goods").send(emptyMessage) { reply in
                IncomingCall.reply(reply)
            } onReject: { rejection in
                IncomingCall.reject("\(UInt64(rejection.code)) \(rejection.text)")
            }
        }
    }

    private func random() {
        try? OutgoingCall(to: .managementCanister, method: "raw_rand").send(emptyMessage) { reply in
            IncomingCall.reply(reply)
        } onReject: { rejection in
            IncomingCall.reject(rejection.text)
        }
    }
}

private let emptyMessage = CandidEncoder.encode()

// MARK: - Cycles and time

extension Shop {
    /// Accepts 600 cycles at most.
    private func take() {
        let accepted = Cycles.accept(600)
        IncomingCall.reply(CandidEncoder.encode(UInt64(accepted), UInt64(Cycles.available)))
    }

    private func waste() {
        IncomingCall.reply(CandidEncoder.encode(UInt64(Cycles.burn(400))))
    }

    /// Sets timers for 5 and 9 seconds from now; the first one fails.
    private func remind() {
        _ = try? timers.schedule(after: .seconds(5)) {
            IC.run { () throws(EntryPointFailure) in throw .trap("the first reminder fails") }
        }
        _ = try? timers.schedule(after: .seconds(9)) { IC.log("reminded at \(IC.time)") }
        IncomingCall.replyEmpty()
    }
}
