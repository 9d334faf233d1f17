import Candid
import Foundation
import Synchronization
import WebSocketClient

/// A conversation: lines in, messages out, until either side ends it.
final class ConnectSession: Sendable {
    let socket: RawCanisterWebSocket
    let interface: ModuleInterface
    private let canister: Principal
    private let isJSON: Bool
    /// How long to stay after input that is no terminal.
    let patience: Duration
    let lines: InputLines

    /// What was wrong with the input, where that ended the conversation.
    private let failure = Mutex<CommandFailure?>(nil)

    init(
        socket: RawCanisterWebSocket, interface: ModuleInterface, canister: Principal, isJSON: Bool, patience: Duration,
        lines: InputLines = InputLines()
    ) {
        self.socket = socket
        self.interface = interface
        self.canister = canister
        self.isJSON = isJSON
        self.patience = patience
        self.lines = lines
    }

    /// Runs to the end of the connection.
    ///
    /// - Throws: why it ended, unless this side closed it; what was wrong with a line of input that is no terminal, or
    ///   how many messages of such input may not have arrived.
    func run() async throws {
        if case .open(let key, let gateway) = socket.state {
            say(.open(canister: canister, connection: key, gateway: gateway))
        }
        // None of these is waited for: one may wait for a line that never comes.
        let tellers = [
            Task { await tellStates() }, Task { await tellAcknowledgements() }, Task { await takeInput() },
        ]
        defer { for teller in tellers { teller.cancel() } }
        var lost = 0
        do throws(ConnectionEnd) {
            for try await event in socket.events {
                switch event {
                case .message(let message):
                    say(.message(message, text: interface.text(ofMessage: message.content)))
                case .reconnected(let interruption):
                    lost += interruption.unacknowledged.count
                    say(.reconnected(interruption))
                }
            }
        } catch {
            say(.closed(error))
            throw CommandFailure(error)
        }
        say(.closed(.closedHere))
        if let failure = failure.withLock({ $0 }) { throw failure }
        // A person was told; a program looks at the status.
        guard lines.isTerminal || lost == 0 else {
            let messages = lost == 1 ? "1 sent message" : "\(lost) sent messages"
            throw CommandFailure(
                .outcomeUnknown, "\(messages) may not have arrived: the connection broke before the canister "
                    + "acknowledged \(lost == 1 ? "it" : "them")")
        }
    }

    /// Ends the conversation for what was wrong with the input.
    func fail(_ reason: CommandFailure) async {
        failure.withLock { $0 = reason }
        await socket.close()
    }

    func say(_ line: ConnectLine) {
        let text = isJSON ? line.json : line.text(Terminal.outputStyle)
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private func tellStates() async {
        for await case .waiting(let delay, let end) in socket.states { say(.waiting(delay, after: end)) }
    }

    private func tellAcknowledgements() async {
        for await number in socket.acknowledgements where number > 0 { say(.acknowledged(upTo: number)) }
    }
}
