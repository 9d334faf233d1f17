import Candid
import CanisterExecution
import CanisterTesting
@testable import Conformance
import Foundation
import WasmEngine

/// The two hosts that the same canister runs on.
enum CanisterHost: String, CaseIterable, Sendable {
    case native
    case engine

    func conformance() throws -> any Guest {
        switch self {
        case .native: NativeGuest(Conformance.self)
        case .engine: try WasmGuest(engine: .shared(), module: BuiltCanister.module("Conformance"))
        }
    }
}

/// What `./Toolchain/icws build` made.
enum BuiltCanister {
    static func module(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: Checkout.root.appending(path: "build/canisters/\(name).wasm")))
    }
}
