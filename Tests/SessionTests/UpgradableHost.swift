import CanisterExecution
import CanisterTesting
import TestSupport
@testable import Upgrades
import WasmEngine

extension CanisterHost {
    /// The code of Conformance with connections that go on over upgrades.
    func upgradable() throws -> any Guest {
        switch self {
        case .native: NativeGuest(Conformance.self)
        case .engine: try WasmGuest(engine: .shared(), module: BuiltModule.ofTests("Upgrades"))
        }
    }
}
