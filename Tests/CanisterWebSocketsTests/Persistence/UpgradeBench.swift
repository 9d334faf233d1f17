import CanisterExecution
import CanisterTesting
@testable import CanisterWebSockets

/// A WebSocket canister that goes on over upgrades.
final class PersistentServer: WebSocketCanister {
    let webSockets = WebSocketServer()
    let timers = Timers()
    let options: UpgradeBench.Options
    var action: () throws(EntryPointFailure) -> Void = {}
    let calls = CountedCalls()

    init() { options = UpgradeBench.Options() }
    init(_ options: UpgradeBench.Options) { self.options = options }

    func onOpen(_ client: Principal) {}
    func onMessage(_ content: [UInt8], from client: Principal) { try? send(content, to: client) }
    func onClose(_ client: Principal) {}

    var entryPoints: [EntryPoint] {
        [
            .initialize { self.run { () throws(EntryPointFailure) in try self.startWebSockets(self.options.settings) } },
            .preUpgrade { self.run { () throws(EntryPointFailure) in try self.preUpgrade() } },
            .postUpgrade {
                self.calls.count { self.run { () throws(EntryPointFailure) in try self.postUpgrade() } }
            },
            .update("do") { self.run { () throws(EntryPointFailure) in try self.action() } },
        ] + webSocketEntryPoints
    }

    private func preUpgrade() throws(EntryPointFailure) {
        guard options.saves else { return }
        let size = try saveWebSockets(at: options.offset)
        options.saved(size)
    }

    private func postUpgrade() throws(EntryPointFailure) {
        if options.restores {
            options.restored(try restoreWebSockets(options.settings, at: options.offset))
        } else {
            try startWebSockets(options.settings)
        }
        if options.refuses { throw .trap("refused") }
    }
}

/// A canister whose code a test exchanges.
final class UpgradeBench {
    /// How a version of the code is.
    struct Options {
        var settings = WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 100_000)
        var offset: UInt64 = 0
        var saves = true
        var restores = true
        /// Whether the upgrade to this code fails at its very end.
        var refuses = false
        var saved: (UInt64) -> Void = { _ in }
        var restored: (UInt64) -> Void = { _ in }
    }

    private(set) var server: PersistentServer
    let sessions: Sessions
    private let canister: TestCanister

    init(_ options: Options = Options()) throws {
        let server = PersistentServer(options)
        self.server = server
        canister = try TestCanister { server.entryPoints }
        try canister.install()
        sessions = Sessions(canister.id, on: canister.subnet)
    }

    /// Upgrades to other code.
    func upgrade(to options: Options = Options()) throws {
        let next = PersistentServer(options)
        try canister.upgrade { next.entryPoints }
        server = next
    }

    /// The text of the trap that an upgrade to other code ends in; nil if it does not.
    func refusedUpgrade(to options: Options = Options()) -> String? {
        do throws(Reject) {
            let next = PersistentServer(options)
            try canister.subnet.install(
                NativeGuest { next.entryPoints }, in: canister.id, mode: .upgrade(), argument: emptyArguments,
                caller: canister.controller)
            return nil
        } catch {
            return error.trap?.message
        }
    }

    /// Does something as the author's own update method.
    func perform(_ action: @escaping () throws(EntryPointFailure) -> Void) {
        server.action = { () throws(EntryPointFailure) in
            try action()
            IncomingCall.replyEmpty()
        }
        _ = canister.call("do", caller: .testUser(0))
    }

    func send(_ content: [UInt8], to client: Principal) {
        perform { [server] in try? server.send(content, to: client) }
    }

    var globalTimer: UInt64 { canister.globalTimer }

    /// All bytes of stable memory.
    var stableMemory: [UInt8] {
        canister.stableMemory.read(at: 0, count: canister.stableMemory.byteCount) ?? []
    }
}

extension WebSocketServer {
    /// All that a snapshot keeps, in words, to be compared.
    var summary: [String] {
        var lines: [String] = []
        connections.forEach { principal, connection in
            lines.append(
                "\(principal.shortName)_\(connection.key.nonce) at \(connection.gateway.principal.shortName) "
                    + "\(connection.openedAt) \(connection.lastIncoming) \(connection.lastOutgoing) "
                    + "\(String(describing: connection.unansweredSince)) \(connection.contentPrefix.count)")
        }
        gateways.forEach { principal, gateway in
            let depth = logs.depth(of: gateway.keyPrefix) ?? -1
            let root = logs.withLog(gateway.keyPrefix) { $0.root()?.bytes } ?? nil
            lines.append(
                "\(principal.shortName) \(gateway.connectionCount) \(String(describing: gateway.emptySince)) "
                    + "\(gateway.queue.firstNonce)..<\(gateway.queue.nextNonce) \(gateway.queue.size) "
                    + "depth \(depth) root \(root ?? [])")
            gateway.queue.forEach(in: gateway.queue.firstNonce..<gateway.queue.nextNonce) { entry in
                lines.append("  \(entry.recipient.key.principal.shortName)_\(entry.recipient.key.nonce) "
                    + "\(entry.timestamp) \(entry.content)")
            }
        }
        return lines
    }

    var gatewayCount: Int { gateways.count }

    /// The number of messages that a gateway ever had.
    func nextNonce(of gateway: Principal) -> UInt64 {
        gateways[gateway].map { $0.queue.nextNonce } ?? 0
    }

    /// The number of recipient objects that messages of a gateway and its connections share.
    func recipientCount(of gateway: Principal) -> Int {
        var recipients: Set<ObjectIdentifier> = []
        connections.forEach { _, connection in
            if connection.gateway.principal == gateway { recipients.insert(ObjectIdentifier(connection.recipient)) }
        }
        guard let gateway = gateways[gateway] else { return recipients.count }
        gateway.queue.forEach(in: gateway.queue.firstNonce..<gateway.queue.nextNonce) { entry in
            recipients.insert(ObjectIdentifier(entry.recipient))
        }
        return recipients.count
    }
}
