/// `NAME.swift`.
enum CanisterTemplate {
    static func text(_ name: String) -> String {
        """
        import CanisterWebSockets

        /// Greets each client, and says to it what it says.
        final class \(name): \(name)Service {
            func onOpen(_ client: Principal) {
                say("welcome", to: client)
            }

            func onMessage(_ message: AppMessage, from client: Principal) {
                say("\\(message.text) to you, too", to: client)
            }

            func onClose(_ client: Principal) {
                IC.log("\\(client) has gone")
            }

            private func say(_ text: Text, to client: Principal) {
                do throws(WebSocketError) {
                    try send(AppMessage(text: text), to: client)
                } catch {
                    IC.log("\\(client) gets no message: \\(error)")
                }
            }
        }

        """
    }
}
