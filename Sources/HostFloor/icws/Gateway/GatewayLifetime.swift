import Foundation
import Logging
import WebSocketGateway
import WebSocketTransport

/// What a gateway does when signals come, to its end.
struct GatewayLifetime {
    let server: GatewayServer
    let certificate: ServerCertificate?
    let grace: Duration
    let log: Logger

    private enum Event {
        case signal(Int32)
        case closed
    }

    /// Returns when all is closed.
    func last(_ signals: SignalStream) async {
        let (events, feed) = AsyncStream.makeStream(of: Event.self)
        let forwarding = Task { [stream = signals.stream] in
            for await signal in stream { feed.yield(.signal(signal)) }
        }
        defer { forwarding.cancel() }
        var isEnding = false
        for await event in events {
            switch event {
            case .closed: return
            case .signal(SIGHUP): reload()
            case .signal(SIGUSR1):
                log.notice("the gateway drains")
                server.drain()
            case .signal where isEnding:
                log.warning("the gateway ends at once")
                return
            case .signal:
                isEnding = true
                log.notice("the gateway ends", metadata: ["grace": "\(grace)"])
                Task { [server, grace] in
                    await server.shutDown(within: grace)
                    feed.yield(.closed)
                }
            }
        }
    }

    private func reload() {
        guard let certificate else {
            log.notice("there is no certificate to read again")
            return
        }
        do throws(ServerCertificateError) {
            try certificate.reload()
            log.notice("the certificate has been read again: new connections get it")
        } catch {
            log.error("the certificate stays the one that it was", metadata: ["reason": "\(error)"])
        }
    }
}
