import WasmEngine

/// Why a replica cannot run, or cannot do what it was asked.
public enum ReplicaError: Error, Equatable, Sendable {
    // When it starts.

    /// The host to listen at is no address.
    case notAnAddress(host: String)
    /// Something else listens at the port.
    case portInUse(host: String, port: Int)
    /// The system does not let it listen.
    case cannotListen(host: String, port: Int, reason: String)
    /// The WebAssembly engine cannot be had.
    case engine(WasmEngineError)
    /// The keys cannot be made or read.
    case keys(ReplicaKeysError)
    /// Another replica uses the state folder; its process, where that is known.
    case stateDirectoryInUse(path: String, process: Int32?)
    /// The state folder cannot be used.
    case stateDirectory(path: String, reason: String)

    // While it runs.

    /// The state cannot be stored or read: nothing is executed any more.
    case store(RoundStoreError)
    /// Too much waits already.
    case overloaded(String)
    /// It was stopped.
    case stopped
    /// Its time moves with the clock, and cannot be told.
    case timeNotTold
    /// Its time cannot go back: both times in nanoseconds since 1970.
    case timeInPast(now: UInt64, wanted: UInt64)
    /// Messages and timers go on and on at one time.
    case neverIdle(rounds: Int)
}

extension ReplicaError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAnAddress(let host):
            "The host to listen at is '\(host)': expected an IPv4 or IPv6 address, or localhost."
        case .portInUse(let host, let port):
            "Port \(port) of \(host) is in use: stop what listens there, or choose another port."
        case .cannotListen(let host, let port, let reason):
            "The replica cannot listen at port \(port) of \(host): \(reason)"
        case .engine(let error): error.description
        case .keys(let error): "The replica's keys cannot be used: \(error)."
        case .stateDirectoryInUse(let path, let process):
            "Another replica\(process.map { " (process \($0))" } ?? "") uses the state folder \(path): stop it, or choose "
                + "another folder."
        case .stateDirectory(let path, let reason): "The state folder \(path) cannot be used: \(reason)"
        case .store(let error): "The replica has stopped executing. \(error)"
        case .overloaded(let reason): reason
        case .stopped: "The replica is stopped."
        case .timeNotTold:
            "The time of this replica moves with the clock: start one whose time is told to move it yourself."
        case .timeInPast(let now, let wanted):
            "The time of this replica is \(now) ns since 1970 and cannot go back to \(wanted) ns."
        case .neverIdle(let rounds):
            "Messages or timers wait still after \(rounds) rounds at one time: some canister goes on for ever."
        }
    }
}
