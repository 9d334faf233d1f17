import Candid
import Canister
import CanisterExecution
import CanisterTesting
import TestSupport
import WasmEngine

/// The two hosts that the same canister runs on.
enum CanisterHost: String, CaseIterable, Sendable {
    case native
    case engine

    /// Code of a canister that only the tests have.
    func code<Program: CanisterProgram>(_ program: Program.Type, _ name: String) throws -> any Guest {
        switch self {
        case .native: NativeGuest(program)
        case .engine: try WasmGuest(engine: .shared(), module: BuiltModule.ofTests(name))
        }
    }
}

/// A canister on a subnet of its own.
struct HostedProgram {
    let subnet = Subnet.forTests()
    let id: Principal

    init(_ guest: any Guest, argument: [UInt8] = emptyArguments) throws {
        id = try subnet.createCanister(controllers: [.testUser(0)]).id
        try subnet.install(guest, in: id, argument: argument, caller: .testUser(0))
    }

    func call(_ method: String, _ argument: [UInt8] = emptyArguments, from caller: Principal = .testUser(1)) -> CallResult {
        subnet.call(id, method, argument, from: caller).result
    }

    func query(_ method: String, _ argument: [UInt8] = emptyArguments) throws -> [UInt8] {
        try subnet.query(id, method, argument, from: .testUser(1)).result.get()
    }
}

extension CandidDecoder {
    /// The one value of a message.
    static func value<Value: CandidDecodable>(_ type: Value.Type, in bytes: [UInt8]) throws -> Value {
        let decoder = try CandidDecoder(bytes)
        let value = try decoder.argument(type)
        try decoder.finish()
        return value
    }
}
