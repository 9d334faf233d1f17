import Bytes
import Candid
import Canister
import SystemAPI

/// A canister for these tests: it counts, remembers over upgrades, calls itself and others, and fails when asked to.
final class Counter: CanisterProgram {
    private var count: UInt8 = 0

    init() {}

    var entryPoints: [EntryPoint] {
        [
            .initialize { self.count = IncomingCall.argument.last ?? 0 },
            .preUpgrade(save), .postUpgrade(restore),
            .update("increment", increment), .query("get") { IncomingCall.reply([self.count]) },
            .update("fail") {
                IC.run { () throws(EntryPointFailure) in throw .trap("refused before any change") }
            },
            .update("refuse") {
                IC.run { () throws(EntryPointFailure) in throw .reject("not you") }
            },
            .update("trap") { IC.trap("the author's own trap") },
            .update("violate") { ic0_accept_message() },
            .update("ask", ask), .update("remember", remember),
            .query("certificate", certificate),
            .globalTimer {
                self.count += 10
                IC.log("ten more at \(IC.time)")
            },
            .inspectMessage {
                if IncomingCall.methodName != [UInt8]("forbidden".utf8) { IncomingCall.accept() }
            },
            .update("forbidden") { IncomingCall.reply([]) },
        ]
    }

    private func increment() {
        count += 1
        [count].withUnsafeBytes { ic0_certified_data_set($0.baseAddress, $0.count) }
        IncomingCall.reply([count])
    }

    private func remember() {
        _ = ic0_global_timer_set(IC.time + 60_000_000_000)
        IncomingCall.reply([UInt8]())
    }

    /// Calls the canister whose principal is the argument, and answers with what that one says.
    private func ask() {
        guard let callee = try? Principal(bytes: IncomingCall.argument) else {
            return IncomingCall.reject("no principal")
        }
        try? OutgoingCall(to: callee, method: "increment").send([]) { reply in
            IncomingCall.reply(reply + IncomingCall.caller.bytes)
        } onReject: { rejection in
            IncomingCall.reply([UInt8(truncatingIfNeeded: rejection.code)])
        }
    }

    private func certificate() {
        let size = ic0_data_certificate_size()
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            ic0_data_certificate_copy(buffer.baseAddress, 0, size)
            count = size
        }
        IncomingCall.reply(bytes)
    }

    private func save() {
        if ic0_stable64_size() == 0 { _ = ic0_stable64_grow(1) }
        [count].withUnsafeBytes { ic0_stable64_write(0, UInt64(UInt(bitPattern: $0.baseAddress)), 1) }
    }

    private func restore() {
        var byte: [UInt8] = [0]
        byte.withUnsafeMutableBytes { ic0_stable64_read(UInt64(UInt(bitPattern: $0.baseAddress)), 0, 1) }
        count = byte[0]
    }
}
