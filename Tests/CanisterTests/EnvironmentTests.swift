import Candid
import Canister
import CanisterExecution
import CanisterTesting
import Testing

@Suite("What the system tells a canister")
struct EnvironmentTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    /// A value of the system's as an update sees it.
    private func inUpdate<Value>(_ value: @escaping () -> Value) -> Value? {
        var result: Value?
        bench.perform { result = value() }
        return result
    }

    @Test("time, its own name, the subnet's")
    func names() {
        #expect(inUpdate { IC.time } == bench.canister.time)
        #expect(inUpdate { IC.canisterID } == bench.canister.id)
        #expect(inUpdate { IC.subnetID } == bench.subnet.configuration.id)
        #expect(inUpdate { IC.rootKey } == bench.subnet.configuration.rootKey)
        bench.canister.advance(by: .seconds(3))
        #expect(inUpdate { IC.time } == bench.canister.time)
    }

    @Test("that it runs, and a version that grows")
    func status() throws {
        #expect(inUpdate { IC.status } == .running)
        let first = try #require(inUpdate { IC.version })
        let second = try #require(inUpdate { IC.version })
        #expect(second > first)
    }

    @Test("who its controllers are")
    func controllers() {
        bench.canister.hosted?.controllers = [.testUser(7), .testUser(8)]
        #expect(inUpdate { IC.isController(.testUser(7)) } == true)
        #expect(inUpdate { IC.isController(.testUser(8)) } == true)
        #expect(inUpdate { IC.isController(.testUser(9)) } == false)
        #expect(inUpdate { IC.isController(.anonymous) } == false)
        #expect(inUpdate { IC.isController(.managementCanister) } == false)
    }

    @Test("whether all nodes run this")
    func replicated() {
        #expect(inUpdate { IC.isReplicated } == true)
        var inQuery: Bool?
        bench.query {
            inQuery = IC.isReplicated
            IncomingCall.replyEmpty()
        }
        #expect(inQuery == false)
        bench.doer.action = {
            inQuery = IC.isReplicated
            IncomingCall.replyEmpty()
        }
        bench.canister.update("look")
        #expect(inQuery == true)
    }

    @Test("a heartbeat")
    func heartbeat() {
        var beats = 0
        bench.doer.action = { beats += 1 }
        #expect(bench.subnet.heartbeat(bench.canister.id))
        #expect(bench.subnet.heartbeat(bench.canister.id))
        #expect(beats == 2)
    }

    @Test("its environment variables, in the order of their names")
    func variables() {
        bench.canister.hosted?.environmentVariables = [
            EnvironmentVariable(name: "b", value: "two"), EnvironmentVariable(name: "a", value: ""),
        ]
        func value(_ name: String) -> String? {
            inUpdate { EnvironmentVariables.value(of: Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) } }
                ?? nil
        }
        #expect(inUpdate { EnvironmentVariables.count } == 2)
        #expect(inUpdate { (0..<2).map { EnvironmentVariables.name(at: $0) } } == [Array("a".utf8), Array("b".utf8)])
        #expect(value("a") == "")
        #expect(value("b") == "two")
        #expect(value("c") == nil)
        #expect(value("") == nil)
    }

    @Test("no environment variables where there are none")
    func noVariables() {
        #expect(inUpdate { EnvironmentVariables.count } == 0)
        #expect(inUpdate { EnvironmentVariables.value(of: Array("a".utf8)) == nil } == true)
    }
}

@Suite("The log")
struct LogTests {
    @Test("has texts of literals, principals, numbers, other texts and errors")
    func interpolation() throws {
        let bench = try Bench()
        let text: Text = "text"
        let string = "string ü"
        let error = try #require(throws: CandidError.self) { _ = try CandidDecoder([1, 2, 3]) }
        bench.perform {
            IC.log("plain")
            IC.log("\(Principal.anonymous) and \(Principal.managementCanister)")
            IC.log("\(text), \(string), \(UInt64.max), \(Int.min), \(-1), \(0)")
            IC.log("\(error)")
            IC.log(.empty)
            IC.log("snowman \u{2603}")
        }
        #expect(
            bench.canister.log == [
                "plain", "2vxsx-fae and aaaaa-aa",
                "text, string ü, 18446744073709551615, -9223372036854775808, -1, 0", "\(error)", "", "snowman \u{2603}",
            ])
    }

    @Test("keeps what a message wrote that failed")
    func failed() throws {
        let bench = try Bench()
        bench.update {
            IC.run { () throws(EntryPointFailure) in
                IC.log("before")
                throw .trap("failed")
            }
        }
        #expect(bench.canister.log == ["before", "[TRAP]: failed"])
    }
}
