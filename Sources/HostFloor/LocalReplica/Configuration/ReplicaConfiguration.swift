import Foundation
import Logging
import WasmEngine

/// What a replica is set up with.
public struct ReplicaConfiguration: Sendable {
    /// The address that it listens at: this machine's own, unless others are to reach it. An IPv4 or IPv6 address, or
    /// `localhost`, which is 127.0.0.1.
    public var host = "127.0.0.1"
    /// The port; 0 for any that is free, `nil` to listen nowhere: then only this process can ask.
    public var port: Int? = 0
    /// The folder of its state, which is made where there is none; `nil` to keep the state in memory alone.
    public var stateDirectory: String?
    /// How its time moves.
    public var time = ReplicaTime.clock
    /// The number of the first canister that is made where none is specified; those of the next follow.
    public var firstCanisterIndex: UInt64 = 0
    /// What it takes and keeps.
    public var limits = ReplicaLimits()
    /// How long a call over HTTP waits for its end before its sender is told to poll.
    public var callWait = Duration.seconds(10)
    /// Threads that answer queries, beside the one that executes updates.
    public var queryThreads = max(ProcessInfo.processInfo.activeProcessorCount, 2)
    /// Threads that ask canisters whether they take a call: none of those for queries, so that slow queries keep no call
    /// away.
    public var inspectionThreads = 2
    /// What runs modules; `nil` for the one at the default place.
    public var engine: WasmEngine?
    /// Where it reports to.
    public var log: Logger

    /// A replica in memory, at any free port, with the machine's clock, that reports nothing but errors.
    public init() {
        log = Logger(label: "replica")
        log.logLevel = .error
    }
}
