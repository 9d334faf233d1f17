import CanisterExecution
import Testing

@Suite("Install, reinstall, upgrade")
struct InstallTests {
    private let subnets = TestSubnet()

    /// Code that tells versions and arguments, and keeps a byte in stable memory over an upgrade.
    private func code(_ name: Int, failsIn failing: String? = nil) -> ScriptedGuest {
        func end(_ entryPoint: String, _ machine: Machine) throws(Trap) {
            if entryPoint == failing { try machine.trap("in \(entryPoint)") }
        }
        return ScriptedGuest(
            [
                "canister_init": { machine, guest throws(Trap) in
                    guest.heap["init argument"] = Int(try machine.argument().first ?? 0)
                    guest.heap["version"] = Int(try machine.call(.canisterVersion))
                    try machine.certify([UInt8(name)])
                    try machine.call(.globalTimerSet, 50_000)
                    try end("canister_init", machine)
                },
                "canister_pre_upgrade": { machine, guest throws(Trap) in
                    guest.heap["pre"] = 1
                    if try machine.call(.stable64Size) == 0 { try machine.call(.stable64Grow, 1) }
                    try machine.call(.stable64Write, 0, machine.memory.put([UInt8(name)]), 1)
                    try machine.call(.globalTimerSet, 60_000)
                    try machine.print("pre \(machine.call(.canisterVersion))")
                    try end("canister_pre_upgrade", machine)
                },
                "canister_post_upgrade": { machine, guest throws(Trap) in
                    if try machine.call(.stable64Size) > 0 {
                        try machine.call(.stable64Read, 0, 0, 1)
                        guest.heap["restored"] = Int(machine.memory.bytes[0])
                    }
                    guest.heap["post argument"] = Int(try machine.argument().first ?? 0)
                    guest.heap["caller"] = Int(try machine.blob(.msgCallerSize, .msgCallerCopy)[0])
                    try machine.print("post \(machine.call(.canisterVersion))")
                    try end("canister_post_upgrade", machine)
                },
                "canister_update grow": { machine, _ throws(Trap) in
                    try machine.call(.stable64Grow, 1)
                    try machine.reply()
                },
            ],
            start: { machine, guest throws(Trap) in
                guest.heap["start"] = name
                try end("start", machine)
            })
    }

    private func installed() throws -> HostedCanister {
        let canister = try subnets.subnet.createCanister(controllers: [user(1)])
        try subnets.subnet.install(code(1), in: canister.id, argument: [7], caller: user(1))
        return canister
    }

    @Test("install runs the start function, then init")
    func installs() throws {
        let canister = try installed()
        #expect(canister.heap("start") == 1)
        #expect(canister.heap("init argument") == 7)
        #expect(canister.heap("version") == 1)
        #expect(canister.version == 1)
        #expect(canister.certifiedData == [1])
        #expect(canister.globalTimer == 50_000)
        #expect(subnets.subnet.executions.map(\.entryPoint) == ["start", "canister_init"])
    }

    @Test("only an empty canister can be installed, only a full one upgraded")
    func checksEmptiness() throws {
        let canister = try installed()
        #expect(throws: Reject.self) {
            try subnets.subnet.install(code(2), in: canister.id, argument: [], caller: user(1))
        }
        let empty = try subnets.subnet.createCanister(controllers: [])
        #expect(throws: Reject.self) {
            try subnets.subnet.install(code(2), in: empty.id, mode: .upgrade(), argument: [], caller: user(1))
        }
        #expect(empty.guest == nil)
    }

    @Test("a trap at an install changes nothing", arguments: ["start", "canister_init"])
    func rollsBackInstall(failing: String) throws {
        let canister = try subnets.subnet.createCanister(controllers: [user(1)])
        let reject = #expect(throws: Reject.self) {
            try subnets.subnet.install(code(1, failsIn: failing), in: canister.id, argument: [], caller: user(1))
        }
        #expect(reject?.trap?.message == "in \(failing)")
        #expect(canister.guest == nil)
        #expect(canister.certifiedData == [])
        #expect(canister.globalTimer == 0)
        #expect(canister.version == 0)
    }

    @Test("upgrade keeps stable memory and certified data, drops heap and timer")
    func upgrades() throws {
        let canister = try installed()
        try subnets.subnet.install(code(2), in: canister.id, mode: .upgrade(), argument: [9], caller: user(3))
        #expect(canister.heap("start") == 2)
        #expect(canister.heap("init argument") == nil)
        #expect(canister.heap("restored") == 1)
        #expect(canister.heap("post argument") == 9)
        #expect(canister.heap("caller") == 3)
        #expect(canister.certifiedData == [1])
        #expect(canister.globalTimer == 0, "neither the old timer nor that of pre_upgrade is left")
        #expect(canister.log.records.map(\.content) == ["pre 1", "post 2"])
        #expect(canister.version == 2)
    }

    @Test("pre_upgrade can be skipped")
    func skipsPreUpgrade() throws {
        let canister = try installed()
        try subnets.subnet.install(
            code(2, failsIn: "canister_pre_upgrade"), in: canister.id, mode: .upgrade(), argument: [], caller: user(1))
        try subnets.subnet.install(
            code(3), in: canister.id, mode: .upgrade(skipPreUpgrade: true), argument: [], caller: user(1))
        #expect(canister.heap("restored") == 1, "written by the first code; the second never ran its pre_upgrade")
    }

    @Test(
        "a trap at an upgrade leaves the old code as it was",
        arguments: ["canister_pre_upgrade", "start", "canister_post_upgrade"])
    func rollsBackUpgrade(failing: String) throws {
        let canister = try subnets.subnet.createCanister(controllers: [user(1)])
        let old = failing == "canister_pre_upgrade" ? code(1, failsIn: failing) : code(1)
        let new = failing == "canister_pre_upgrade" ? code(2) : code(2, failsIn: failing)
        try subnets.subnet.install(old, in: canister.id, argument: [7], caller: user(1))
        #expect(throws: Reject.self) {
            try subnets.subnet.install(new, in: canister.id, mode: .upgrade(), argument: [], caller: user(1))
        }
        #expect(canister.guest === old)
        #expect(canister.heap("init argument") == 7)
        #expect(canister.heap("pre") == nil)
        #expect(canister.stableMemory.pageCount == 0)
        #expect(canister.globalTimer == 50_000)
        #expect(canister.version == 1)
        #expect(subnets.call(canister, "grow") == .reply([]))
    }

    @Test("reinstall drops all state, stable memory and log too")
    func reinstalls() throws {
        let canister = try installed()
        subnets.call(canister, "grow")
        try subnets.subnet.install(code(2), in: canister.id, mode: .reinstall, argument: [4], caller: user(1))
        #expect(canister.stableMemory.pageCount == 0)
        #expect(canister.heap("init argument") == 4)
        #expect(canister.certifiedData == [2])
        try subnets.subnet.install(ScriptedGuest([:]), in: canister.id, mode: .reinstall, argument: [], caller: user(1))
        #expect(canister.certifiedData == [])
        #expect(canister.globalTimer == 0)
    }

    @Test("a failed reinstall keeps everything")
    func keepsAfterFailedReinstall() throws {
        let canister = try installed()
        subnets.call(canister, "grow")
        #expect(throws: Reject.self) {
            try subnets.subnet.install(
                code(2, failsIn: "canister_init"), in: canister.id, mode: .reinstall, argument: [], caller: user(1))
        }
        #expect(canister.stableMemory.pageCount == 1)
        #expect(canister.heap("start") == 1)
        #expect(canister.certifiedData == [1])
    }

    @Test("the executions of one install share their instructions")
    func sharesInstructions() throws {
        var limits = ResourceLimits()
        // Of each call 100 for the scripts, and 100 for the system.
        limits.installInstructions = 2_000
        let subnets = TestSubnet(limits: limits)
        func script(_ calls: Int) -> ScriptedGuest.Script {
            { machine, _ throws(Trap) in
                for _ in 0..<calls { try machine.call(.inReplicatedExecution) }
            }
        }
        _ = try subnets.install(["canister_init": script(5)], start: script(5))
        let reject = #expect(throws: Reject.self) {
            _ = try subnets.install(["canister_init": script(5)], start: script(6))
        }
        #expect(reject?.errorCode?.rawValue == "IC0522")
    }
}
