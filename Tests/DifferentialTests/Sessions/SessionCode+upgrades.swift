import CanisterExecution
import CanisterTesting
@testable import Upgrades

// In a file of its own, since both canisters have one name for their class.

extension SessionCode {
    func nativeUpgrades() -> any Guest { NativeGuest(Conformance.self) }
}
