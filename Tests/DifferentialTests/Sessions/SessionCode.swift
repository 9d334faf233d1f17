import CanisterExecution
import CanisterTesting
@testable import Conformance
import TestSupport
import WasmEngine

/// The canister that a session runs on: the released Rust library's test canister, in two forms.
enum SessionCode: String, CaseIterable, Sendable {
    /// An upgrade loses all connections, as with the released libraries.
    case conformance = "Conformance"
    /// An upgrade keeps all connections.
    case upgrades = "Upgrades"

    /// Fresh native code.
    func native() -> any Guest {
        switch self {
        case .conformance: NativeGuest(Conformance.self)
        case .upgrades: nativeUpgrades()
        }
    }

    /// The built module.
    func module() throws -> [UInt8] {
        switch self {
        case .conformance: try BuiltModule.sample(rawValue)
        case .upgrades: try BuiltModule.ofTests(rawValue)
        }
    }
}
