import Foundation
import ICAgent
import Logging
import WebSocketGateway
import WebSocketTransport

/// A gateway as a process: from its settings to its end.
struct GatewayProcess {
    let settings: GatewaySettings
    let identityPath: String
    let json: Bool

    func run() async throws {
        // Before anybody can learn of this process.
        let signals = SignalStream([SIGTERM, SIGINT, SIGHUP, SIGUSR1])
        // Whoever read what this process writes may go.
        signal(SIGPIPE, SIG_IGN)
        let sink = LogSink()
        defer { sink.flush() }
        var log = Logger(label: "gateway") { _ in GatewayLogHandler(settings.logFormat, to: sink) }
        log.logLevel = settings.logLevel

        let file: GatewayIdentityFile
        do throws(GatewayIdentityError) { file = try GatewayIdentityFile(path: identityPath) } catch {
            throw CommandFailure(.failure, "\(error)")
        }
        checkDescriptors(log)
        let certificate = try certificate()
        let target = try NetworkTarget(settings.network)
        let agent = try await target.agent(
            as: file.identity, rootKey: settings.rootKey, isKeyTrusted: settings.trustNetworkKey,
            configuration: AgentNetwork.agentConfiguration)
        let metrics = PrometheusMetrics.ofGateway()
        let eventLoops = GatewayServer.eventLoops(threads: settings.threads)
        let gateway = Gateway(
            network: AgentNetwork(agent), principal: file.identity.principal,
            configuration: settings.gatewayConfiguration, metrics: GatewayMetrics(factory: metrics), logger: log,
            clock: EventLoopClock(eventLoops))
        let server: GatewayServer
        do {
            server = try await GatewayServer.start(
                gateway, GatewayServerConfiguration(settings, certificate: certificate), metrics: metrics, logger: log,
                on: eventLoops,
                isNetworkReachable: { (try? await agent.status()) != nil })
        } catch {
            throw CommandFailure(.failure, "cannot listen at \(settings.listen): \(error)")
        }
        tell(GatewayFacts(server, gateway, file, isSecure: certificate != nil, network: target.transport.destination))
        log.notice("the gateway runs", metadata: ["address": "\(server.endpoint)", "principal": "\(gateway.principal)"])
        await GatewayLifetime(server: server, certificate: certificate, grace: settings.grace, log: log).last(signals)
        withExtendedLifetime(file) {}
    }

    private func certificate() throws(CommandFailure) -> ServerCertificate? {
        guard let certificate = settings.tlsCertificate, let key = settings.tlsKey else { return nil }
        do throws(ServerCertificateError) {
            return try ServerCertificate(certificatePath: certificate, keyPath: key)
        } catch {
            throw CommandFailure(.failure, "\(error)")
        }
    }

    /// For every socket one, and some for what else there is.
    private func checkDescriptors(_ log: Logger) {
        let needed = settings.admission.maximumConnections + DescriptorLimit.reserve
        let has = DescriptorLimit.raise(to: needed)
        guard has < needed else { return }
        log.warning(
            "too few file descriptors for max-connections: raise the hard limit (LimitNOFILE), or lower the setting",
            metadata: [
                "has": "\(has)", "needs": "\(needed)", "max-connections": "\(settings.admission.maximumConnections)",
            ])
    }

    private func tell(_ facts: GatewayFacts) {
        // At once, also where nobody looks at a terminal.
        let text = (json ? JSONText.line(facts) : facts.text) + "\n"
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
