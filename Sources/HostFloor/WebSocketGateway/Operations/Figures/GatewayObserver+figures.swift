import NIOCore
import WebSocketProtocol

extension GatewayObserver {
    /// All that the operator's page shows.
    func figures() -> GatewayFigures {
        let (now, history, counts) = (now(), history, gateway.counts)
        let rateStart = history.rateStart ?? now
        let directory = gateway.services.directory
        return GatewayFigures(
            time: (Double(now.time) / 1_000_000_000).rounded(to: 3), gateway: facts,
            isAccepting: door.keeper.isOpen, isNetworkReachable: probe.isReachable,
            open: GatewayFigures.Open(
                sockets: door.keeper.count, sessions: counts.sessions, canisters: counts.pollers,
                canisterConnections: counts.canisterConnections),
            toCanister: traffic(now, since: rateStart, \.messagesToCanister, \.bytesToCanister),
            toClient: traffic(now, since: rateStart, \.messagesToClient, \.bytesToClient),
            relay: latency(now, since: history.first, \.relay), poll: latency(now, since: history.first, \.poll),
            events: events, closes: closes, limits: limits(),
            canisters: directory.busiestCanisters(GatewayFigures.maximumCanisters).map(GatewayFigures.Canister.init),
            process: GatewayFigures.Process(
                residentBytes: process.residentBytes,
                processorShare: (history.last ?? now).processorShare(since: rateStart).rounded(to: 3),
                processors: System.coreCount, openDescriptors: process.openDescriptors),
            settings: configuration.settings, history: history.series)
    }

    private var facts: GatewayFigures.Facts {
        let listen = sockets.map { ListenAddress(host: $0.host, port: $0.port).description }
        return GatewayFigures.Facts(
            principal: gateway.principal.text, listen: listen ?? "",
            isSecure: configuration.listener.certificate != nil,
            metrics: page?.description ?? "", network: configuration.network,
            started: (ProcessFigures.start ?? 0).rounded(to: 2),
            certificateExpiry: configuration.listener.certificate?.expiry)
    }

    private func traffic(
        _ now: FigureSample, since start: FigureSample, _ messages: KeyPath<FigureSample, Int>,
        _ bytes: KeyPath<FigureSample, Int>
    ) -> GatewayFigures.Traffic {
        GatewayFigures.Traffic(
            messages: now[keyPath: messages], bytes: now[keyPath: bytes],
            messagesPerSecond: now.rate(messages, since: start).rounded(to: 2),
            bytesPerSecond: now.rate(bytes, since: start).rounded(to: 1))
    }

    private func latency(
        _ now: FigureSample, since start: FigureSample?, _ path: KeyPath<FigureSample, HistogramCounts>
    ) -> GatewayFigures.Latency {
        let recent = start.map { now[keyPath: path].since($0[keyPath: path]) } ?? now[keyPath: path]
        return GatewayFigures.Latency(
            window: FigureHistory.intervalSeconds * FigureHistory.maximumSamples, count: recent.total,
            p50: recent.quantile(0.5)?.rounded(to: 5), p99: recent.quantile(0.99)?.rounded(to: 5))
    }

    private var events: [GatewayFigures.Event] {
        let meanings = [
            ("gateway_polls_total", "polls that were answered"),
            ("gateway_polls_failed_total", "polls that failed"),
            ("gateway_canister_losses_total", "canisters that lost their state, or messages"),
            ("gateway_envelope_repetitions_total", "messages that were sent to the network again"),
            ("gateway_messages_without_client_total", "canister messages for clients that are not here"),
            ("gateway_canister_closes_failed_total", "connections that could not be closed at the canister"),
        ]
        let closes = GatewayFigures.Event(
            name: "gateway_closes_total_client",
            meaning: "sockets that clients closed with other codes than 1000 and 1001",
            count: metrics.count("gateway_closes_total", GatewayMetrics.byClient))
        return meanings.map { GatewayFigures.Event(name: $0, meaning: $1, count: metrics.count($0)) } + [closes]
    }

    /// Those that were, and those of refusals.
    private var closes: [GatewayFigures.Close] {
        CloseCode.allCases.map { code in
            let labels = [("code", "\(code.rawValue)")]
            return GatewayFigures.Close(
                code: code.rawValue, meaning: code.meaning, allowsReturn: code.allowsReturn,
                count: metrics.count("gateway_closes_total", labels),
                refused: metrics.count(DoorMetrics.refusalName, labels))
        }
    }
}

extension GatewayFigures.Canister {
    init(_ figures: SessionDirectory.CanisterFigures) {
        let traffic = figures.traffic
        self.init(
            canister: figures.canister.text, sessions: figures.sessions,
            messagesToCanister: traffic.messagesToCanister, messagesToClients: traffic.messagesToClients,
            polls: traffic.polls, failedPolls: traffic.failedPolls,
            pause: (traffic.pause / .seconds(1)).rounded(to: 4),
            lastPoll: (traffic.lastPoll / .seconds(1)).rounded(to: 4), isFailing: traffic.isFailing)
    }
}
