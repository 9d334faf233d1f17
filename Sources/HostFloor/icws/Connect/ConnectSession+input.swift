import ICAgent
import WebSocketClient

// What a person types, or a program writes.

extension ConnectSession {
    /// Sends line after line. At the end of input that is no terminal it stays for what is still to come.
    func takeInput() async {
        do throws(CommandFailure) {
            while let line = try await lines.next() {
                guard !line.isBlank else { continue }
                let content: [UInt8]
                do throws(ValueTextError) {
                    content = try interface.content(ofLine: line, at: SystemAgentClock().now)
                } catch {
                    // A person tries again; a program's input is wrong as a whole.
                    guard lines.isTerminal else { throw CommandFailure(.usage, "\(error)") }
                    Terminal.error("\(error)")
                    continue
                }
                guard try await send(content) else { return }
            }
        } catch {
            await fail(error)
            return
        }
        if !lines.isTerminal { await stay() }
        await socket.close()
    }

    /// Sends a message as soon as that can be done.
    ///
    /// - Returns: whether it was done; not where the connection is over.
    private func send(_ content: [UInt8]) async throws(CommandFailure) -> Bool {
        while true {
            do throws(SendError) {
                say(.sent(try socket.send(content)))
                return true
            } catch {
                switch error {
                case .notOpen:
                    guard await isOpenAgain() else { return false }
                case .socketFull, .tooMuchUnacknowledged:
                    guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return false }
                case .tooLarge:
                    guard lines.isTerminal else { throw CommandFailure(.usage, "\(error)") }
                    Terminal.error("\(error)")
                    return true
                case .identity: throw CommandFailure(.failure, "\(error)")
                }
            }
        }
    }

    private func isOpenAgain() async -> Bool {
        for await state in socket.states {
            if state.isOpen { return true }
            if state.end != nil { return false }
        }
        return false
    }

    /// Waits until the canister has acknowledged everything, for as long as is allowed.
    private func stay() async {
        let deadline = ContinuousClock.now + patience
        while !socket.unacknowledged.isEmpty, socket.state.end == nil, ContinuousClock.now < deadline {
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return }
        }
        let count = socket.unacknowledged.count
        if count > 0 {
            Terminal.note("\(count) message\(count == 1 ? " is" : "s are") not acknowledged by the canister yet")
        }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
