import Foundation
import WebSocketGateway

/// What a gateway tells when it has started.
struct GatewayFacts: Encodable {
    var url: String
    var metrics: String?
    var page: String?
    var principal: String
    var isNewIdentity: Bool
    var network: String
    var process: Int32

    init(
        _ server: GatewayServer, _ gateway: Gateway, _ file: GatewayIdentityFile, isSecure: Bool, network: String
    ) {
        url = "\(isSecure ? "wss" : "ws")://\(server.endpoint)"
        metrics = server.metricsEndpoint.map { "http://\($0)/metrics" }
        page = server.metricsEndpoint.map { "http://\($0)/" }
        principal = "\(gateway.principal)"
        isNewIdentity = file.isNew
        self.network = network
        process = getpid()
    }

    var text: String {
        var lines = ["gateway: \(url) (process \(process)), for \(network)"]
        lines.append("principal: \(principal)\(isNewIdentity ? ", made just now" : "")")
        if let page { lines.append("page for its operator: \(page) (Prometheus: \(page)metrics)") }
        return lines.joined(separator: "\n")
    }
}
