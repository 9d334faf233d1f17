import Candid
import ICCertificates
import ICProtocol
import Logging
import WasmEngine

/// A replica on one machine: a subnet of its own with one node, which speaks the Internet Computer's HTTP interface, with
/// certificates that its own root key signs.
///
/// ```swift
/// let replica = try await LocalReplica(ReplicaConfiguration())
/// print(replica.url)  // http://127.0.0.1:40567
/// await replica.stop()
/// ```
///
/// It is for development: it charges nothing, trusts its machine, and its keys are no secret.
public final class LocalReplica: Sendable {
    /// The version of the implementation, as it is told at `/api/v2/status`.
    public static let version = "swift-ic-websocket"

    /// Where it answers, without a path: `http://127.0.0.1:4943`. Empty where it listens nowhere.
    public let url: String
    /// The port; 0 where it listens nowhere.
    public let port: Int
    /// The keys that it signs with.
    public let keys: ReplicaKeys

    let thread: ExecutionThread
    let queries: WorkerThreads
    private let inspections: WorkerThreads
    let published: PublishedState
    let clock: ReplicaClock
    let responder: ReplicaResponder
    private let http: HTTPService?
    private let directory: StateDirectory?

    /// Starts a replica, which answers when this returns.
    public init(_ configuration: ReplicaConfiguration) async throws(ReplicaError) {
        guard let host = ReplicaAddress(host: configuration.host, port: configuration.port ?? 0)?.host else {
            throw .notAnAddress(host: configuration.host)
        }
        let directory = try configuration.stateDirectory.map { path throws(ReplicaError) in
            try StateDirectory(path: path)
        }
        let folder = try directory.map { directory throws(ReplicaError) in
            try FolderRoundStore(in: directory)
        }
        let keys = if let folder { try folder.keys() } else { try Self.newKeys() }
        let engine = if let engine = configuration.engine { engine } else { try Self.sharedEngine() }
        let clock = ReplicaClock(configuration.time)
        var limits = configuration.limits
        // No clock would make up for it.
        if case .told = configuration.time { limits.storedTimeLag = 0 }
        let thread = ExecutionThread(limits: limits)
        let published = try await thread.start { [limits] jobs throws(ReplicaError) in
            do throws(RoundStoreError) {
                let core = try ReplicaCore(
                    keys: keys, guests: WasmGuestFactory(engine: engine), store: folder ?? MemoryRoundStore(),
                    limits: limits, time: clock.now, firstCanisterIndex: configuration.firstCanisterIndex)
                clock.set(core.time)
                // A round before anybody asks: nobody is to see an older time than before the replica was started again.
                if case .clock = configuration.time { try core.executeRound(at: clock.now, beats: false) }
                return ReplicaLoop(
                    core: core, published: PublishedState(core), clock: clock, jobs: jobs, pace: RoundPace())
            } catch {
                throw .store(error)
            }
        }
        let queries = WorkerThreads("query", count: configuration.queryThreads, limits: limits)
        let inspections = WorkerThreads("inspection", count: configuration.inspectionThreads, limits: limits)
        let service = ReplicaService(
            thread: thread, queries: queries, inspections: inspections, published: published, clock: clock, keys: keys,
            certificates: CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: keys.signer.publicKey)),
            limits: limits, callWait: configuration.callWait)
        responder = ReplicaResponder(service: service, log: configuration.log)
        let address: ReplicaAddress?
        do throws(ReplicaError) {
            http = try await Self.listen(configuration, at: host, answering: responder)
            address = try await Self.note(http, at: host, in: directory)
        } catch {
            await queries.stop()
            await inspections.stop()
            await thread.stop()
            throw error
        }
        (self.keys, self.thread, self.queries, self.inspections) = (keys, thread, queries, inspections)
        (self.published, self.clock, self.directory) = (published, clock, directory)
        (port, url) = (address?.port ?? 0, address?.url ?? "")
    }

    /// The root key in DER.
    public var rootKey: [UInt8] { keys.rootKey }

    /// Stops to answer and to execute. The state is then as the last round left it.
    public func stop() async {
        // Who waits for the end of a call would hold the server up.
        try? await thread.perform { loop throws(ReplicaError) in loop.release(.stopped) }
        await http?.stop()
        await queries.stop()
        await inspections.stop()
        await thread.stop()
        try? directory?.note(nil)
        directory?.unlock()
    }

    /// Executes rounds until no message waits. Timers that are due run too, once a round.
    public func tick() async throws(ReplicaError) {
        try await thread.perform { loop throws(ReplicaError) in try loop.settle() }
    }

    /// Moves the time on, from event to event: each timer fires at its very time, and all that follows from it is
    /// executed then. Heartbeats run once, at the end.
    public func advanceTime(by duration: Duration) async throws(ReplicaError) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000)
        try await thread.perform { loop throws(ReplicaError) in try loop.advanceTime(by: nanoseconds) }
    }

    /// The time of the last round, in nanoseconds since 1970.
    public var time: UInt64 { published.state.time }

    /// How many rounds there were.
    public var round: UInt64 { published.state.round }

    private static func listen(
        _ configuration: ReplicaConfiguration, at host: String, answering responder: ReplicaResponder
    ) async throws(ReplicaError) -> HTTPService? {
        guard let port = configuration.port else { return nil }
        return try await HTTPService(
            responder, host: host, port: port, connections: configuration.limits.connections,
            log: configuration.log)
    }

    /// Tells where the replica answers, or does not let it answer.
    private static func note(
        _ http: HTTPService?, at host: String, in directory: StateDirectory?
    ) async throws(ReplicaError) -> ReplicaAddress? {
        guard let http else { return nil }
        do throws(ReplicaError) {
            guard let address = ReplicaAddress(host: host, port: http.port) else { throw .notAnAddress(host: host) }
            try directory?.note(address)
            return address
        } catch {
            await http.stop()
            throw error
        }
    }

    private static func newKeys() throws(ReplicaError) -> ReplicaKeys {
        do throws(ReplicaKeysError) { return try ReplicaKeys.random() } catch { throw .keys(error) }
    }

    private static func sharedEngine() throws(ReplicaError) -> WasmEngine {
        do throws(WasmEngineError) { return try WasmEngine.shared() } catch { throw .engine(error) }
    }
}
