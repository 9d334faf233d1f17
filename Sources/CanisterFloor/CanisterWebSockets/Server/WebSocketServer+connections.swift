import Candid
import Certification
import BalancedTrees
import WebSocketProtocol

extension WebSocketServer {
    /// Whether this very connection may be opened, and which one it takes the place of. Makes room in the gateway's
    /// queue for the message that opens it.
    func checkOpening(_ key: ClientKey, gateway: Principal, now: UInt64) throws(WebSocketError) -> Connection? {
        guard !key.principal.isAnonymous else { throw .anonymousClient }
        let former = connections[key.principal]
        if let former {
            guard former.key != key else { throw .alreadyConnected(key) }
        } else if connections.count >= settings.maximumConnections {
            throw .tooManyConnections(maximum: settings.maximumConnections)
        }
        if let gateway = gateways[gateway] {
            try makeRoom(for: MessageContent.maximumOpenMessageSize, in: gateway, now: now)
        } else if gateways.count >= settings.maximumGateways {
            throw .tooManyGateways(maximum: settings.maximumGateways)
        } else {
            try checkTotalSize(adding: MessageContent.maximumOpenMessageSize)
        }
        return former
    }

    /// Registers a connection, and its gateway where that is new, and queues the message that opens it.
    ///
    /// - Precondition: ``checkOpening(_:gateway:now:)`` let it pass.
    func open(_ key: ClientKey, gateway principal: Principal, now: UInt64) {
        let gateway = gateway(principal)
        let connection = Connection(key: key, gateway: gateway, openedAt: now)
        gateway.connectionOpened()
        connections.insert(connection, for: key.principal)
        append(ServiceMessage.open(key).encoded, isServiceMessage: true, to: connection, now: now)
    }

    private func gateway(_ principal: Principal) -> Gateway {
        if let gateway = gateways[principal] { return gateway }
        let gateway = Gateway(principal: principal)
        gateways.insert(gateway, for: principal)
        // It cannot be there, nor overlap another: the prefix is a principal's text and a character that is in none.
        try? logs.add(gateway.keyPrefix)
        return gateway
    }

    /// The connection of a principal.
    func connection(of principal: Principal) throws(WebSocketError) -> Connection {
        guard !isRestarting, let connection = connections[principal] else { throw .clientNotConnected(principal) }
        return connection
    }

    /// The connection that a gateway wants to close.
    func connection(_ key: ClientKey, of gateway: Principal) throws(WebSocketError) -> Connection {
        guard gateways[gateway] != nil else { throw .gatewayNotRegistered(gateway) }
        guard let connection = connections[key.principal], connection.key == key else { throw .keyNotConnected(key) }
        guard connection.gateway.principal == gateway else { throw .clientOfAnotherGateway(key, gateway: gateway) }
        return connection
    }

    /// Forgets a connection. Messages that wait for it stay for the gateway to fetch.
    func remove(_ connection: Connection, now: UInt64) {
        connections.remove(connection.key.principal)
        connection.gateway.connectionClosed(at: now)
    }

    /// Forgets a gateway with all its messages.
    func remove(_ gateway: Gateway) {
        gateways.remove(gateway.principal)
        logs.remove(gateway.keyPrefix)
        queuedSize -= gateway.queue.size
        treeChanged()
    }
}
