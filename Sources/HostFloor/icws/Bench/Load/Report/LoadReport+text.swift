extension LoadReport {
    /// Tables of Markdown, and below each what its columns mean.
    var text: String {
        let parts = [
            [machine.text, ""], idleLines, [""], meaningOfIdle, [""], activeLines, [""], meaningOfActive,
            leftOut.map { "- \($0)" },
        ]
        return parts.flatMap { $0 }.joined(separator: "\n")
    }

    private var idleLines: [String] {
        let widths = [12, 8, 15, 11, 10, 13, 13, 11]
        let titles = [
            "idle clients", "opens/s", "gateway ms/open", "gateway MiB", "KiB/client", "gateway s/min", "replica s/min",
            "replica MiB",
        ]
        let rows = idle.map { row in
            [
                grouped(row.clients), decimal(row.opensPerSecond), decimal(row.gatewayMillisecondsPerOpen),
                grouped(row.gatewayBytes >> 20), decimal(Double(row.gatewayBytesPerClient) / 1_024),
                decimal(row.gatewaySecondsPerMinute), decimal(row.replicaSecondsPerMinute),
                grouped(row.replicaBytes >> 20),
            ]
        }
        return [BenchTable.head(titles, widths)] + rows.map { BenchTable.line($0, widths) }
    }

    private var meaningOfIdle: [String] {
        [
            "- ms/open, s/min: processor time, to open one connection, and in a minute in which no client sends.",
            "- MiB: memory in use; KiB/client: what the gateway's grew by since its first client, per client.",
            "- limit of opens, in shares of one core: \(idle.last?.limitOfOpens ?? "none measured")",
        ]
    }

    private var activeLines: [String] {
        let widths = [21, 7, 6, 7, 7, 10, 10, 10, 10, 8, 8, 10]
        let titles = [
            "clients", "asked/s", "msg/s", "p50 ms", "p99 ms", "gateway ms", "replica ms", "clients ms", "gw:replica",
            "gw:\(reference ?? 0)", "p50:bare", "limit",
        ]
        return [BenchTable.head(titles, widths)] + active.map { BenchTable.line(cells(of: $0), widths) }
    }

    private func cells(of row: ActiveRow) -> [String] {
        let isBare = row.kind == "bare"
        let rate = row.askedPerSecond.map { grouped(UInt64($0.rounded())) } ?? "most"
        let gateway = isBare ? "" : decimal(row.gatewayMicroseconds / 1_000)
        let ratio = isBare ? "" : decimal(row.gatewayToReplica)
        return [
            title(of: row), rate, decimal(row.messagesPerSecond), decimal(row.medianMilliseconds),
            decimal(row.p99Milliseconds), gateway, decimal(row.replicaMicroseconds / 1_000),
            decimal(row.clientsMicroseconds / 1_000), ratio,
            row.gatewayToHundredClients.map(decimal) ?? "", row.medianToBareCalls.map(decimal) ?? "", row.limit,
        ]
    }

    private func title(of row: ActiveRow) -> String {
        switch row.kind {
        case "bare": "\(grouped(row.clients)) without gateway"
        case "canisters": "\(grouped(row.clients)) at \(row.canisters) canister\(row.canisters == 1 ? "" : "s")"
        case "together": "\(grouped(row.clients)) + \(grouped(row.idleClients)) idle"
        default: grouped(row.clients)
        }
    }

    private var meaningOfActive: [String] {
        let base = reference ?? 0
        return [
            "- asked/s: messages of all clients together; most: each sends as soon as its last message is answered.",
            "- msg/s: answered before the end. p50, p99: from when a message was due, or sent where most are asked",
            "  for, to the canister's verified answer. Without gateway: the same calls, to the proof that they ran.",
            "- gateway, replica, clients ms: all processor time of each over the messages, idle clients and polls",
            "  included. Clients of one process verify a certificate that many of them get once.",
            "- gw:replica: gateway ms to replica ms. gw:\(base): gateway ms to that of \(base) clients.",
            "- p50:bare: p50 to that of as many callers without gateway.",
            "- limit: the rate, where answers kept up with it; else processors, where all were busy; else waits.",
        ]
    }

    private func decimal(_ value: Double) -> String {
        guard value < 100 else { return grouped(UInt64(value.rounded())) }
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
    }
}
