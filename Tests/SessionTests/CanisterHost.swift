import Candid
import CanisterExecution
import CanisterTesting
@testable import Conformance
import TestSupport
import WasmEngine

/// The two hosts that the same canister runs on.
enum CanisterHost: String, CaseIterable, Sendable {
    case native
    case engine

    func conformance() throws -> any Guest {
        switch self {
        case .native: NativeGuest(Conformance.self)
        case .engine: try WasmGuest(engine: .shared(), module: BuiltModule.sample("Conformance"))
        }
    }
}
