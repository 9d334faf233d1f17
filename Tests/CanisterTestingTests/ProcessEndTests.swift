import CanisterTesting
import SystemAPI
import Testing

@Suite("What ends the process")
struct ProcessEndTests {
    private func text(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    @Test("a system function without a host")
    func noHost() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            ic0_msg_reply()
        }
        #expect(text(result).contains("ic0.msg_reply was called, but no host is installed on this thread"))
    }

    @Test("a function that the host lacks")
    func lackingFunction() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let host = ic0_host(context: nil, call: { _, _, _, _ in false })
            withUnsafePointer(to: host) { pointer in
                _ = ic0_install_host(pointer)
                _ = ic0_time()
            }
        }
        #expect(text(result).contains("ic0.time was called, but the host that is installed on this thread does not"))
    }

    @Test("an author's own trap")
    func ownTrap() async {
        await #expect(processExitsWith: .failure) {
            let canister = try TestCanister(Counter.self)
            canister.update("trap")
        }
    }

    @Test("a system function that traps, with its name and the mode")
    func violation() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let canister = try TestCanister(Counter.self)
            canister.update("violate")
        }
        #expect(
            text(result).contains(
                "ic0.accept_message trapped in canister_update violate (update mode): \"ic0_accept_message\" cannot be "
                    + "executed in update mode"))
    }
}

@Suite("Hosts")
struct HostTests {
    @Test("nest: installing gives the one before")
    func nest() {
        let outer = ic0_host(context: nil, call: { _, _, _, result in
            result.pointee = 1
            return true
        })
        let inner = ic0_host(context: nil, call: { _, function, arguments, result in
            result.pointee = function == IC0_global_timer_set ? arguments[0] + 1 : 2
            return true
        })
        withUnsafePointer(to: outer) { outer in
            withUnsafePointer(to: inner) { inner in
                #expect(ic0_install_host(outer) == nil)
                #expect(ic0_time() == 1)
                #expect(ic0_install_host(inner) == outer)
                #expect(ic0_time() == 2)
                #expect(ic0_global_timer_set(.max - 1) == .max)
                #expect(ic0_install_host(outer) == inner)
                #expect(ic0_time() == 1)
                #expect(ic0_install_host(nil) == outer)
            }
        }
    }

    @Test("get arguments in order, widened without a sign")
    func widen() {
        let host = ic0_host(context: nil, call: { _, function, arguments, result in
            guard function == IC0_call_new || function == IC0_performance_counter else { return false }
            result.pointee = function == IC0_performance_counter ? arguments[0] : 0
            return true
        })
        withUnsafePointer(to: host) { pointer in
            let previous = ic0_install_host(pointer)
            #expect(ic0_performance_counter(.max) == UInt64(UInt32.max))
            _ = ic0_install_host(previous)
        }
    }
}
