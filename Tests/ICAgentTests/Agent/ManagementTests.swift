import Candid
import CandidLanguage
import ICAgent
import ICProtocol
import Synchronization
import TestSupport
import Testing

@Suite("The management canister")
struct ManagementTests {
    /// What it has, as the Interface Specification writes it.
    private static let interface = """
        type visibility = variant { controllers; public; allowed_viewers : vec principal };
        type settings = record { controllers : opt vec principal; compute_allocation : opt nat;
          memory_allocation : opt nat; freezing_threshold : opt nat; reserved_cycles_limit : opt nat;
          log_visibility : opt visibility; wasm_memory_limit : opt nat; wasm_memory_threshold : opt nat;
          environment_variables : opt vec record { name : text; value : text } };
        type mode = variant { install; reinstall; upgrade : opt record { skip_pre_upgrade : opt bool;
          wasm_memory_persistence : opt variant { keep; replace } } };
        type status = record { status : variant { running; stopping; stopped }; ready_for_migration : bool;
          version : nat64; settings : record { controllers : vec principal; compute_allocation : nat;
          memory_allocation : nat; freezing_threshold : nat; reserved_cycles_limit : nat;
          log_visibility : visibility; wasm_memory_limit : nat; wasm_memory_threshold : nat;
          environment_variables : vec record { name : text; value : text } }; module_hash : opt blob;
          memory_size : nat; cycles : nat; reserved_cycles : nat; idle_cycles_burned_per_day : nat;
          query_stats : record { num_calls_total : nat } };
        service : {
          create_canister : (record { settings : opt settings }) -> (record { canister_id : principal });
          provisional_create_canister_with_cycles : (record { amount : opt nat; settings : opt settings;
            specified_id : opt principal }) -> (record { canister_id : principal });
          install_code : (record { mode : mode; canister_id : principal; wasm_module : blob; arg : blob }) -> ();
          update_settings : (record { canister_id : principal; settings : settings }) -> ();
          start_canister : (record { canister_id : principal }) -> ();
          stop_canister : (record { canister_id : principal }) -> ();
          delete_canister : (record { canister_id : principal }) -> ();
          uninstall_code : (record { canister_id : principal }) -> ();
          canister_status : (record { canister_id : principal }) -> (status);
          fetch_canister_logs : (record { canister_id : principal }) -> (record { canister_log_records :
            vec record { idx : nat64; timestamp_nanos : nat64; content : blob } }) query;
        }
        """

    /// What a call was, in Candid's text by the interface, and the address that it went to.
    private struct Heard {
        var method = ""
        var argument = ""
        var path = ""
    }

    /// Lets a network answer with a text of the interface's types, and tells what it heard.
    private func heard<Result>(
        answering reply: String = "()", _ body: (Management) async throws -> Result
    ) async throws -> (Heard, Result) {
        let interface = try CandidInterface(parsing: Self.interface, file: "ic.did")
        let methods = try #require(interface.service?.methods)
        let network = try StandInNetwork()
        let calls = Mutex<[CanisterRequest]>([])
        network.behave { state in
            state.outcome = { request in
                calls.withLock { $0.append(request) }
                let results = methods.first { $0.name == request.method }?.signature.results ?? []
                guard let reply = try? interface.encode(reply, as: results) else {
                    return .rejected(Rejection(code: 4, message: "the test's reply is of another type"))
                }
                return .replied(reply)
            }
        }
        let result = try await body(network.agent().management)
        let request = try #require(calls.withLock { $0.first })
        #expect(request.canister == .managementCanister)
        let method = try #require(methods.first { $0.name == request.method })
        return (
            Heard(
                method: request.method,
                argument: try interface.decode(request.argument, as: method.signature.parameters),
                path: network.paths.first ?? ""), result
        )
    }

    private let id = principal("00000000000000000101")
    private let address = "/api/v4/canister/rwlgt-iiaaa-aaaaa-aaaaa-cai/call"

    @Test("creates canisters, with settings and an id of one's choice")
    func creating() async throws {
        let created = "(record { canister_id = principal \"rwlgt-iiaaa-aaaaa-aaaaa-cai\" })"
        let settings = CanisterSettings(
            controllers: [.anonymous], freezingThreshold: 7, logVisibility: .everyone,
            environmentVariables: [EnvironmentVariable(name: "A", value: "b")])
        let (first, one) = try await heard(answering: created) {
            try await $0.provisionalCreate(cycles: 5, settings: settings, id: id)
        }
        #expect(one == id)
        #expect(first.method == "provisional_create_canister_with_cycles")
        #expect(first.path == address)
        for part in [
            "amount = opt (5 : nat)", "specified_id = opt principal \"rwlgt-iiaaa-aaaaa-aaaaa-cai\"",
            "controllers = opt vec { principal \"2vxsx-fae\" }", "freezing_threshold = opt (7 : nat)",
            "log_visibility = opt variant { public }", "compute_allocation = null",
            "environment_variables = opt vec { record { value = \"b\"; name = \"A\" } }",
        ] { #expect(first.argument.contains(part), "\(first.argument)") }
        let (second, _) = try await heard(answering: created) { try await $0.create() }
        #expect(second.argument == "(record { settings = null })")
        // Any canister of the subnet would do, and there is none yet.
        #expect(second.path == "/api/v4/canister/aaaaa-aa/call")
    }

    @Test("installs code in each mode")
    func installing() async throws {
        let modes: [(InstallMode, String)] = [
            (.install, "install"), (.reinstall, "reinstall"), (.upgrade(nil), "upgrade"),
            (
                .upgrade(UpgradeOptions(skipsPreUpgrade: true, memoryPersistence: .keep)),
                "upgrade = opt record { wasm_memory_persistence = opt variant { keep }; skip_pre_upgrade = opt true }"
            ),
        ]
        for (mode, text) in modes {
            let (heard, _) = try await heard {
                try await $0.install([0, 0x61], in: id, mode: mode, argument: [1, 2])
            }
            #expect(heard.path == address)
            #expect(heard.method == "install_code")
            #expect(heard.argument.contains("mode = variant { \(text) }"), "\(heard.argument)")
            #expect(heard.argument.contains("wasm_module = blob \"\\00a\""), "\(heard.argument)")
            #expect(heard.argument.contains("arg = blob \"\\01\\02\""), "\(heard.argument)")
        }
    }

    @Test("refuses a module that no request can carry, before it is sent")
    func largeModule() async throws {
        let network = try StandInNetwork()
        let management = try network.agent().management
        let error = await #expect(throws: ManagementError.self) {
            try await management.install([UInt8](repeating: 0, count: 2 << 20), in: id)
        }
        #expect(
            error?.description
                == "the module has 2097152 bytes, where at most 2093056 can be sent: compress it with gzip")
        #expect(network.paths.isEmpty)
    }

    @Test("starts, stops, deletes and empties canisters, and changes settings")
    func lifecycle() async throws {
        let argument = "(record { canister_id = principal \"rwlgt-iiaaa-aaaaa-aaaaa-cai\" })"
        for (method, body) in [
            ("start_canister", { try await $0.start(id) }), ("stop_canister", { try await $0.stop(id) }),
            ("delete_canister", { try await $0.delete(id) }), ("uninstall_code", { try await $0.uninstall(id) }),
        ] as [(String, (Management) async throws -> Void)] {
            let (heard, _) = try await heard(body)
            #expect(heard.method == method)
            #expect(heard.argument == argument)
            #expect(heard.path == address)
        }
        let (heard, _) = try await heard {
            try await $0.updateSettings(of: id, CanisterSettings(wasmMemoryLimit: 9))
        }
        #expect(heard.argument.contains("wasm_memory_limit = opt (9 : nat)"))
    }

    @Test("tells how a canister is")
    func status() async throws {
        let reply = """
            (record { status = variant { stopping }; ready_for_migration = false; version = 3; settings = record {
            controllers = vec { principal "2vxsx-fae" }; compute_allocation = 1; memory_allocation = 2;
            freezing_threshold = 3; reserved_cycles_limit = 4; log_visibility = variant { allowed_viewers =
            vec { principal "aaaaa-aa" } }; wasm_memory_limit = 5; wasm_memory_threshold = 6; environment_variables =
            vec {} }; module_hash = opt blob "\\01"; memory_size = 7; cycles = 8; reserved_cycles = 9;
            idle_cycles_burned_per_day = 10; query_stats = record { num_calls_total = 11 } })
            """
        let (heard, status) = try await heard(answering: reply) { try await $0.status(of: id) }
        #expect(heard.path == address)
        #expect(status.state == .stopping)
        #expect(status.moduleHash == [1])
        #expect(status.memorySize == 7)
        #expect(status.cycles == 8)
        #expect(status.reservedCycles == 9)
        #expect(status.idleCyclesBurnedPerDay == 10)
        #expect(status.settings.controllers == [.anonymous])
        #expect(status.settings.freezingThreshold == 3)
        #expect(status.settings.logVisibility == .allowedViewers([.managementCanister]))
        #expect(status.settings.wasmMemoryLimit == 5)
    }

    @Test("gives a canister's log, which is a query to the canister's own subnet")
    func log() async throws {
        let network = try StandInNetwork()
        let interface = try CandidInterface(parsing: Self.interface, file: "ic.did")
        let results = try #require(
            interface.service?.methods.first { $0.name == "fetch_canister_logs" }?.signature.results)
        let reply = try interface.encode(
            """
            (record { canister_log_records = vec { record { idx = 1; timestamp_nanos = 2; content = blob "hi" } } })
            """, as: results)
        network.behave { $0.outcome = { _ in .replied(reply) } }
        let log = try await network.agent().management.log(of: canister)
        #expect(log == [CanisterLogRecord(index: 1, timestamp: 2, content: Array("hi".utf8))])
        #expect(network.paths.first == "/api/v3/canister/\(canister.text)/query")
    }

    @Test("whose reply is of another type is told so")
    func otherReply() async throws {
        let network = try StandInNetwork()
        network.behave { $0.outcome = { _ in .replied(CandidEncoder.encode()) } }
        let management = try network.agent().management
        let error = await #expect(throws: ManagementError.self) { try await management.status(of: id) }
        guard case .reply? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.hasPrefix("the management canister's reply is not understood: ") == true)
    }
}
