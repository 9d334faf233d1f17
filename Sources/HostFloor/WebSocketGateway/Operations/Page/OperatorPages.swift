import Foundation
import Synchronization
import WebSocketTransport

/// What is answered at the port for metrics: `/metrics` for Prometheus, a page for whoever runs the gateway at `/`, and
/// `/figures`, which the page shows.
///
/// The port is for this machine, or a network of the operator's own: what is there has no names or addresses of
/// clients, no secrets and nothing of what is said, and nothing can be changed there. Metrics are for whoever reaches
/// the port; the page and its figures only by addresses and names of this machine (``RequestedHost``).
final class OperatorPages: Sendable {
    private let observer: GatewayObserver
    private let hosts: RequestedHost
    /// The last document of figures, and when it was made.
    private let latest = Mutex<(answer: PlainHTTPAnswer, time: ContinuousClock.Instant)?>(nil)

    /// How long a document of figures is given to all who ask. To make one takes an event loop's time, and it is not
    /// for them to say how often; the page asks less often.
    static let figuresAge: Duration = .seconds(1)

    init(_ observer: GatewayObserver) {
        self.observer = observer
        let own = observer.configuration.metrics.map { [$0.host] } ?? []
        hosts = RequestedHost(names: observer.configuration.metricsNames + own)
    }

    func answer(_ request: PlainHTTPRequest) -> PlainHTTPAnswer {
        guard request.method == "GET" else { return .methodNotAllowed }
        if request.path == "/metrics" {
            return PlainHTTPAnswer(status: 200, type: PrometheusText.type, text: observer.text())
        }
        guard hosts.isAllowed(request.host) else {
            return PlainHTTPAnswer(
                status: 421,
                text: "The page is there by address, as localhost, or by a name that --metrics-name has given.\n")
        }
        if request.path == "/figures" { return figures() }
        guard let file = PageFile.all[request.path] else {
            return PlainHTTPAnswer(status: 404, text: "There are /, /figures and /metrics.\n")
        }
        return PlainHTTPAnswer(status: 200, type: file.type, fields: Self.fields, body: file.body)
    }

    private func figures() -> PlainHTTPAnswer {
        if let latest = latest.withLock({ $0 }), ContinuousClock.now - latest.time < Self.figuresAge {
            return latest.answer
        }
        let answer = newFigures
        latest.withLock { $0 = (answer: answer, time: .now) }
        return answer
    }

    private var newFigures: PlainHTTPAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(observer.figures()) else {
            return PlainHTTPAnswer(status: 500, text: "The figures cannot be written.\n")
        }
        return PlainHTTPAnswer(status: 200, type: "application/json", fields: Self.fields, body: Array(data))
    }

    /// Nothing from elsewhere is loaded or asked, and no other page shows or reads this one.
    private static let fields = [
        "Content-Security-Policy":
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    ]
}
