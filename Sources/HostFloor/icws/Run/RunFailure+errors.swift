import CanisterExecution

extension RunFailure {
    init(_ trap: Trap, _ prefix: String = "") {
        self.init(message: prefix + trap.message, backtrace: trap.backtrace.map(\.description))
    }

    init(_ reject: Reject) {
        self.init(message: "\(reject)", backtrace: reject.trap?.backtrace.map(\.description) ?? [])
    }

    /// What any error says.
    init(any error: any Error) {
        switch error {
        case let failure as RunFailure: self = failure
        case let reject as Reject: self.init(reject)
        case let trap as Trap: self.init(trap)
        default: self.init(message: "\(error)")
        }
    }
}
