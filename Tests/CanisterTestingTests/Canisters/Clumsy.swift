import Canister
import SystemAPI

/// Asks `goods` of the canister that its argument names, with system functions alone, and traps in the callback.
final class Clumsy: CanisterProgram {
    init() {}

    var entryPoints: [EntryPoint] {
        [.update("update", ask), .compositeQuery("query", ask)]
    }

    private func ask() {
        let method: StaticString = "goods"
        IncomingCall.argument.withUnsafeBytes { callee in
            ic0_call_new(
                callee.baseAddress, callee.count, method.utf8Start, method.utf8CodeUnitCount, trapping, 0, trapping, 0)
        }
        ic0_call_on_cleanup(cleaningUp, 0)
        _ = ic0_call_perform()
    }
}

private let trapping: @convention(c) (UInt) -> Void = { _ in
    IC.run { () throws(EntryPointFailure) in throw .trap("in the callback") }
}

private let cleaningUp: @convention(c) (UInt) -> Void = { _ in IC.log("cleaned up") }
