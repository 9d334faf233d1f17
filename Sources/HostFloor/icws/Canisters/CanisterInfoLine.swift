import Candid
import Foundation
import ICAgent
import ICCertificates

/// What everybody may know of a canister, as lines for people or one of JSON.
struct CanisterInfoLine: Encodable {
    struct Change: Encodable {
        let kind: String
        /// Nanoseconds since 1970.
        let time: UInt64
        let version: UInt64
        let origin: String
    }

    let id: String
    let controllers: [String]
    let module_hash: String?
    let total_num_changes: UInt64
    let recent_changes: [Change]

    init(_ id: Principal, _ info: CanisterInfo) {
        self.id = id.text
        controllers = info.controllers.map(\.text)
        module_hash = info.moduleHash?.hex
        total_num_changes = info.changeCount
        recent_changes = info.changes.map {
            Change(kind: $0.kind.text, time: $0.time, version: $0.version, origin: $0.origin.text)
        }
    }

    var text: String {
        let head = [
            "canister     \(id)", "controllers  \(controllers.joined(separator: ", "))",
            "module hash  \(module_hash ?? "none: it is empty")", "changes      \(total_num_changes)",
        ]
        return (head + recent_changes.map(\.text)).joined(separator: "\n")
    }
}

extension CanisterInfoLine.Change {
    fileprivate var text: String {
        let date = Date(timeIntervalSince1970: TimeInterval(time / 1_000_000_000)).formatted(.iso8601)
        return "  \(date)  \(kind), by \(origin): version \(version)"
    }
}

extension CanisterChange.Kind {
    fileprivate var text: String {
        switch self {
        case .creation: "creation"
        case .codeUninstall: "code uninstall"
        case .codeDeployment: "code deployment"
        case .snapshotLoading: "snapshot loading"
        case .controllersChange: "controllers change"
        case .other: "another change"
        }
    }
}
