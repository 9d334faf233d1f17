import Candid
import ICAgent
import ICCertificates

/// How a canister is, as lines for people or one of JSON. Numbers that may be large are texts.
struct CanisterStatusLine: Encodable {
    let id: String
    let status: String
    let controllers: [String]
    let module_hash: String?
    let memory_size: String
    let cycles: String
    let idle_cycles_burned_per_day: String
    let freezing_threshold: String
    let log_visibility: String?

    init(_ id: Principal, _ canister: CanisterStatus) {
        self.id = id.text
        status =
            switch canister.state {
            case .running: "running"
            case .stopping: "stopping"
            case .stopped: "stopped"
            }
        controllers = canister.settings.controllers.map(\.text)
        module_hash = canister.moduleHash?.hex
        memory_size = "\(canister.memorySize)"
        cycles = "\(canister.cycles)"
        idle_cycles_burned_per_day = "\(canister.idleCyclesBurnedPerDay)"
        freezing_threshold = "\(canister.settings.freezingThreshold)"
        log_visibility = canister.settings.logVisibility.map { visibility in
            switch visibility {
            case .controllers: "controllers"
            case .everyone: "public"
            case .allowedViewers(let viewers): viewers.map(\.text).joined(separator: ", ")
            }
        }
    }

    var text: String {
        [
            ("canister", id), ("status", status), ("controllers", controllers.joined(separator: ", ")),
            ("module hash", module_hash ?? "none: it is empty"), ("memory", "\(memory_size) bytes"),
            ("cycles", cycles), ("burned a day", "\(idle_cycles_burned_per_day) cycles"),
            ("freezing", "below what lasts \(freezing_threshold) s"), ("log", log_visibility ?? "unknown"),
        ].map { name, value in name.padding(to: 14) + value }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func padding(to count: Int) -> String {
        self + String(repeating: " ", count: max(1, count - self.count))
    }
}
