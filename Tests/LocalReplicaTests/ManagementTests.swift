import Candid
import CanisterExecution
import ICAgent
import ICProtocol
import Testing
import TestSupport

@testable import LocalReplica
@testable import WasmEngine

@Suite("The management canister")
struct ManagementTests {
    private let fixture: CoreFixture

    init() throws { fixture = try CoreFixture() }

    private let nothing = CandidEncoder.encode()

    private func create(_ creation: ProvisionalCreation? = nil) throws -> Principal {
        let status = try fixture.manage(
            .provisionalCreateCanister, creation ?? ProvisionalCreation(settings: nil, specifiedId: nil, amount: nil))
        return try decoded(CanisterArgument.self, status).canisterId
    }

    private func decoded<Value: CandidDecodable>(
        _ type: Value.Type, _ status: IngressHistory.Status
    ) throws -> Value {
        guard case .replied(let bytes) = status else { throw NoReply(status: status) }
        let decoder = try CandidDecoder(bytes)
        return try decoder.argument(type)
    }

    private struct NoReply: Error { let status: IngressHistory.Status }

    private func install(
        _ module: [UInt8], in id: Principal, _ mode: CodeInstallationMode = .install,
        as identity: (any Identity)? = nil
    ) throws -> IngressHistory.Status {
        try fixture.manage(
            .installCode, CodeInstallation(arg: [], wasmModule: module, mode: mode, canisterId: id), of: id,
            as: identity)
    }

    private func status(of id: Principal) throws -> StatusReport {
        try decoded(StatusReport.self, fixture.manage(.canisterStatus, CanisterArgument(canisterId: id), of: id))
    }

    @Test("makes canisters, each with a principal of its own, and with settings")
    func creates() throws {
        let settings = SettingsChange(
            freezingThreshold: Nat(5), wasmMemoryThreshold: nil,
            environmentVariables: [VariableSetting(value: "two", name: "one")],
            controllers: [fixture.user.principal, fixture.other.principal], reservedCyclesLimit: nil,
            logVisibility: .public, wasmMemoryLimit: Nat(1 << 30), memoryAllocation: nil, computeAllocation: nil)
        let first = try create(ProvisionalCreation(settings: settings, specifiedId: nil, amount: Nat(1_000)))
        let second = try create()
        #expect(first != second)
        let report = try status(of: first)
        #expect(report.cycles == Nat(1_000))
        #expect(report.settings.controllers == [fixture.user.principal, fixture.other.principal])
        #expect(report.settings.freezingThreshold == Nat(5))
        #expect(report.settings.wasmMemoryLimit == Nat(1 << 30))
        #expect(report.settings.logVisibility == .public)
        #expect(report.settings.environmentVariables == [VariableSetting(value: "two", name: "one")])
        #expect(try status(of: second).cycles == Nat(100_000_000_000_000))
    }

    @Test("gives a canister the principal that is asked for, once")
    func specifiedID() throws {
        let wanted = try Principal(text: "ryjl3-tyaaa-aaaaa-aaaba-cai")
        let creation = ProvisionalCreation(settings: nil, specifiedId: wanted, amount: nil)
        #expect(try create(creation) == wanted)
        let again = try #require(try fixture.manage(.provisionalCreateCanister, creation).rejection)
        #expect(again.errorCode == "IC0205" && again.message == "Canister \(wanted.text) exists already")
        let wrong = ProvisionalCreation(settings: nil, specifiedId: fixture.user.principal, amount: nil)
        let refused = try #require(try fixture.manage(.provisionalCreateCanister, wrong).rejection)
        #expect(refused.errorCode == "IC0408")
        #expect(refused.message.contains("is none that a canister can have here"), "\(refused.message)")
    }

    @Test("refuses settings that no canister can have")
    func refusesSettings() throws {
        let id = try create()
        var change = SettingsChange(
            freezingThreshold: nil, wasmMemoryThreshold: nil, environmentVariables: nil,
            controllers: [Principal](repeating: id, count: 11), reservedCyclesLimit: nil, logVisibility: nil,
            wasmMemoryLimit: nil, memoryAllocation: nil, computeAllocation: nil)
        let controllers = try #require(
            try fixture.manage(.updateSettings, SettingsUpdate(canisterId: id, settings: change), of: id).rejection)
        #expect(controllers.message.contains("controllers has 11 elements; at most 10 are allowed"))
        change.controllers = nil
        change.computeAllocation = Nat(101)
        let compute = try #require(
            try fixture.manage(.updateSettings, SettingsUpdate(canisterId: id, settings: change), of: id).rejection)
        #expect(compute.message.contains("compute_allocation is 101; at most 100 is allowed"))
        #expect(try status(of: id).settings.controllers == [fixture.user.principal])
    }

    @Test("installs, upgrades and reinstalls, and shows the module's hash")
    func installs() throws {
        let id = try create()
        let module = try TestModules.counter()
        #expect(try status(of: id).moduleHash == nil)
        #expect(try install(module, in: id) == .replied(nothing))
        #expect(try status(of: id).moduleHash == InstalledModule(bytes: module, metadata: []).hash)
        let again = try #require(try install(module, in: id).rejection)
        #expect(again.errorCode == "IC0538" && again.code == 5)
        try fixture.update(id, "inc")
        #expect(try install(module, in: id, .upgrade(nil)) == .replied(nothing))
        #expect(fixture.query(id, "get").count == 0, "an upgrade replaces the heap")
        #expect(
            try install(
                module, in: id,
                .upgrade(UpgradeOptions(wasmMemoryPersistence: .replace, skipPreUpgrade: true))) == .replied(nothing))
        #expect(try install(module, in: id, .reinstall) == .replied(nothing))
        let kept = try #require(
            try install(
                module, in: id, .upgrade(UpgradeOptions(wasmMemoryPersistence: .keep, skipPreUpgrade: nil))).rejection)
        #expect(kept.message.contains("wasm_memory_persistence = keep is not supported here"))
    }

    @Test("refuses what is no module, with the reason")
    func refusesModules() throws {
        let id = try create()
        let wrong = try #require(try install([1, 2, 3, 4], in: id).rejection)
        #expect(wrong.errorCode == "IC0505")
        #expect(wrong.message.contains("The module cannot be installed"), "\(wrong.message)")
        let imports = try WasmEngine.shared().assemble("(module (import \"env\" \"f\" (func)))")
        let unknown = try #require(try install(imports, in: id).rejection)
        #expect(unknown.message.contains("env") && unknown.errorCode == "IC0505", "\(unknown.message)")
        #expect(try status(of: id).moduleHash == nil)
    }

    @Test("serves controllers alone, before anything gets into the state")
    func controllersOnly() throws {
        let id = try create()
        let methods: [ManagementMethod] = [
            .uninstallCode, .startCanister, .stopCanister, .deleteCanister, .canisterStatus,
        ]
        for method in methods {
            let rejection = try #require(
                try fixture.manage(method, CanisterArgument(canisterId: id), of: id, as: fixture.other).rejection)
            #expect(rejection.errorCode == "IC0512" && rejection.code == 5)
            #expect(
                rejection.message.hasPrefix(
                    "Only controllers of canister \(id.text) can call ic00 method \(method.rawValue)"))
        }
        let install = try #require(try install(TestModules.counter(), in: id, as: fixture.other).rejection)
        #expect(install.errorCode == "IC0512")
        #expect(fixture.core.history.entries.values.allSatisfy { $0.origin.sender == fixture.user.principal })
    }

    @Test("tells which canister is not there")
    func absentCanister() throws {
        let id = Principal(canisterIndex: 99)
        let rejection = try #require(
            try fixture.manage(.startCanister, CanisterArgument(canisterId: id), of: id).rejection)
        #expect(rejection.errorCode == "IC0301" && rejection.code == 3)
        #expect(rejection.message == "Canister \(id.text) not found")
        let call = try #require(try fixture.update(id, "inc").rejection)
        #expect(call.message == "Canister \(id.text) not found" && call.code == 3)
    }

    @Test("stops, starts and deletes")
    func lifecycle() throws {
        let id = try fixture.install(TestModules.counter())
        let argument = CanisterArgument(canisterId: id)
        let early = try #require(try fixture.manage(.deleteCanister, argument, of: id).rejection)
        #expect(early.errorCode == "IC0510")
        #expect(try fixture.manage(.stopCanister, argument, of: id) == .replied(nothing))
        #expect(try status(of: id).status == .stopped)
        let stopped = try #require(try fixture.update(id, "inc").rejection)
        #expect(stopped.errorCode == "IC0508" && stopped.message == "Canister \(id.text) is stopped")
        #expect(try fixture.manage(.startCanister, argument, of: id) == .replied(nothing))
        #expect(try fixture.update(id, "inc").count == 1)
        #expect(try fixture.manage(.uninstallCode, argument, of: id) == .replied(nothing))
        let empty = try #require(try fixture.update(id, "inc").rejection)
        #expect(empty.errorCode == "IC0537")
        #expect(try fixture.manage(.stopCanister, argument, of: id) == .replied(nothing))
        #expect(try fixture.manage(.deleteCanister, argument, of: id) == .replied(nothing))
        #expect(fixture.core.subnet.canisters[id] == nil)
    }

    @Test("answers stop_canister when the canister has stopped, and not before")
    func stopWaits() throws {
        let id = try fixture.install(TestModules.counter())
        let host = try fixture.core.subnet.addHostCanister { _ in .later }
        let asking = try fixture.call(id, "ask", host.bytes)
        _ = fixture.core.submit(asking)
        try fixture.round()
        let stop = try fixture.call(
            .managementCanister, "stop_canister", CandidEncoder.encode(CanisterArgument(canisterId: id)), at: id)
        _ = fixture.core.submit(stop)
        try fixture.round()
        #expect(fixture.core.history[stop.requestID]?.status == .processing)
        #expect(try status(of: id).status == .stopping)
        let stopping = try #require(try fixture.update(id, "inc").rejection)
        #expect(stopping.errorCode == "IC0509" && stopping.message == "Canister \(id.text) is stopping")
        let waiting = try #require(fixture.core.subnet.unansweredCalls(of: host).first)
        fixture.core.subnet.answer(waiting.id, with: .reply([7]))
        try fixture.round()
        try fixture.round()
        #expect(fixture.core.history[asking.requestID]?.status == .replied([7]))
        #expect(fixture.core.history[stop.requestID]?.status == .replied(nothing))
        #expect(try status(of: id).status == .stopped)
    }

    @Test("shows a canister's log to those who may read it, in queries alone")
    func logs() throws {
        let id = try fixture.install(TestModules.counter())
        try fixture.update(id, "print", [UInt8]("hello".utf8))
        let argument = CandidEncoder.encode(CanisterArgument(canisterId: id))
        guard case .replied(let reply) = fixture.query(.managementCanister, "fetch_canister_logs", argument) else {
            Issue.record("expected the log")
            return
        }
        let decoder = try CandidDecoder(reply)
        let records = try decoder.argument(LogReport.self).canisterLogRecords
        #expect(records.map { String(decoding: $0.content, as: UTF8.self) } == ["hello"])
        let stranger = CanisterRequest(
            terms: RequestTerms(sender: .anonymous, ingressExpiry: 0), canister: .managementCanister,
            method: "fetch_canister_logs", argument: argument)
        guard case .rejected(let rejection) = fixture.core.certified.query(stranger) else {
            Issue.record("expected the log to be refused")
            return
        }
        #expect(rejection.message.contains("Caller 2vxsx-fae is not allowed to read the logs of canister"))
        let update = try #require(
            try fixture.manage(.fetchCanisterLogs, CanisterArgument(canisterId: id), of: id).rejection)
        #expect(update.message.contains("who can ask it as a query only"))
    }

    @Test("takes calls by users of no method that is for canisters, or that it has not")
    func refusesMethods() throws {
        let raw = try #require(
            try fixture.core.management.rejection(of: "raw_rand", [], from: fixture.user.principal))
        #expect(raw.errorCode == .canisterRejectedMessage && raw.message.contains("can be called by canisters alone"))
        let unknown = try #require(
            try fixture.core.management.rejection(of: "sign_with_ecdsa", [], from: fixture.user.principal))
        #expect(unknown.errorCode == .canisterMethodNotFound)
        #expect(unknown.message.hasPrefix("Management canister has no method 'sign_with_ecdsa' here; it has"))
        let damaged = try #require(
            try fixture.core.management.rejection(of: "start_canister", [1], from: fixture.user.principal))
        #expect(damaged.errorCode == .invalidManagementPayload)
        #expect(damaged.message.hasPrefix("The argument of 'start_canister' cannot be decoded"))
    }

    @Test("gives cycles from nowhere, to any canister")
    func topUp() throws {
        let id = try create(ProvisionalCreation(settings: nil, specifiedId: nil, amount: Nat(5)))
        let great = try #require(Nat(decimal: [UInt8]("100000000000000000000".utf8)))
        #expect(
            try fixture.manage(
                .provisionalTopUp, ProvisionalTopUp(canisterId: id, amount: great), of: id, as: fixture.other)
                == .replied(nothing))
        #expect(try status(of: id).cycles == Nat(decimal: [UInt8]("100000000000000000005".utf8)))
        let beyond = try #require(Nat(decimal: [UInt8](repeating: 0x39, count: 60)))
        let refused = try #require(
            try fixture.manage(.provisionalTopUp, ProvisionalTopUp(canisterId: id, amount: beyond), of: id).rejection)
        #expect(refused.message == "amount is a number of cycles that is above 2^128 - 1")
    }
}

extension ManagementCanister {
    /// Why a call is not taken.
    fileprivate func rejection(
        of method: String, _ argument: [UInt8], from caller: Principal
    ) throws -> Reject? {
        do throws(Reject) {
            try inspect(method, argument, from: caller)
            return nil
        } catch {
            return error
        }
    }
}
