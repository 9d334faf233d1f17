import Candid
import CanisterExecution
import WebSocketProtocol

/// The Conformance canister on the engine, with as many clients and messages as a measurement wants.
final class BenchStage {
    private let canister: LocalCanister
    private let gateway: Principal
    private var clientCount = 0
    private var queueLength = 0
    private var sequenceNumber: UInt64 = 0

    private static let acknowledgementInterval: UInt64 = 300_000

    init(module: [UInt8]) throws {
        canister = try LocalCanister(
            module: module, argument: CandidEncoder.encode(UInt64(50), Self.acknowledgementInterval))
        gateway = .stageUser(.max)
    }

    var heapSize: UInt64 { canister.heapSize }

    /// Opens clients until there are so many.
    func openClients(upTo count: Int) throws {
        while clientCount < count { _ = try openClient() }
    }

    /// Opens one more client. Gives the instructions.
    func openClient() throws -> UInt64 {
        let argument = OpenArguments(clientNonce: 1, gateway: gateway).encoded
        let outcome = try canister.update("ws_open", argument, from: client(clientCount)).accepted()
        clientCount += 1
        queueLength += 1
        return outcome.instructions
    }

    /// The first client sends a message. Gives the instructions.
    func receive(_ content: [UInt8], isServiceMessage: Bool) throws -> UInt64 {
        sequenceNumber += 1
        let message = WebSocketMessage(
            clientKey: ClientKey(principal: client(0), nonce: 1), sequenceNumber: sequenceNumber,
            timestamp: canister.time, isServiceMessage: isServiceMessage, content: content)
        let argument = MessageArguments(message: message).encoded
        return try canister.update("ws_message", argument, from: client(0)).accepted().instructions
    }

    /// Sends messages to the first client in one call. Gives the instructions.
    func send(_ contents: [[UInt8]]) throws -> UInt64 {
        let argument = CandidEncoder.encode(client(0), contents)
        let outcome = try canister.update("send", argument, from: .anonymous).accepted()
        queueLength += contents.count
        return outcome.instructions
    }

    /// Sends messages to the first client until so many are queued.
    func fillQueue(upTo length: Int, with content: [UInt8]) throws {
        while queueLength < length {
            _ = try send([[UInt8]](repeating: content, count: min(100, length - queueLength)))
        }
    }

    /// The gateway polls. Gives the instructions.
    func poll(from nonce: UInt64) throws -> UInt64 {
        let outcome = canister.query("ws_get_messages", GetMessagesArguments(nonce: nonce).encoded, from: gateway)
        _ = try outcome.result.get()
        return outcome.instructions
    }

    /// Lets the acknowledgement pass. Gives all executions of it.
    func acknowledge() throws -> [ExecutionRecord] {
        canister.advanceTime(by: Self.acknowledgementInterval * 1_000_000)
        return canister.runTimers()
    }

    private func client(_ number: Int) -> Principal { .stageUser(UInt64(number)) }
}
