import Candid
import ICCertificates

/// What came of deploying a canister.
struct DeployResult: Encodable {
    let canister: String
    let id: String
    /// Whether it was created.
    let created: Bool
    /// `installed`, `upgraded`, `reinstalled` or `unchanged`.
    let action: String
    let module_hash: String

    init(_ name: String, _ id: Principal, isNew: Bool, _ action: DeployAction, moduleHash: [UInt8]) {
        canister = name
        self.id = id.text
        created = isNew
        self.action =
            switch action {
            case .install: "installed"
            case .upgrade: "upgraded"
            case .reinstall: "reinstalled"
            case .nothing: "unchanged"
            }
        module_hash = moduleHash.hex
    }

    var text: String { "\(canister)  \(id)  \(created ? "created, " : "")\(action)" }
}
