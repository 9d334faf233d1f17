extension LoadReport {
    /// Tables.
    var text: String {
        ([machine.text, ""] + idleLines + [""] + activeLines + leftOut.map { "\n\($0)" }).joined(separator: "\n")
    }

    private var idleLines: [String] {
        let widths = [14, 9, 14, 12, 14, 15, 15, 12]
        let titles = [
            "idle clients", "opens/s", "gateway/open", "gateway MiB", "KiB/client", "gateway s/min", "replica s/min",
            "replica MiB",
        ]
        let rows = idle.map { row in
            [
                grouped(row.clients), decimal(row.opensPerSecond), milliseconds(row.gatewayMillisecondsPerOpen),
                grouped(row.gatewayBytes >> 20), decimal(Double(row.gatewayBytesPerClient) / 1_024),
                decimal(row.gatewaySecondsPerMinute), decimal(row.replicaSecondsPerMinute),
                grouped(row.replicaBytes >> 20),
            ]
        }
        return [BenchTable.head(titles, widths)] + rows.map { BenchTable.line($0, widths) }
            + ["opens: " + (idle.last?.limitOfOpens ?? "none")]
    }

    private var activeLines: [String] {
        let widths = [47, 7, 9, 9, 9, 11, 11, 11, 10, 10, 8]
        let titles = [
            "messages and their answers", "msg/s", "p50", "p99", "relay", "gateway/msg", "replica/msg", "clients/msg",
            "gw:replica", "gw:100 cl.", "p50:bare",
        ]
        return [BenchTable.head(titles, widths)]
            + active.flatMap { [BenchTable.line(cells(of: $0), widths), "|   \($0.limit)"] }
    }

    private func cells(of row: ActiveRow) -> [String] {
        [
            title(of: row), decimal(row.messagesPerSecond), milliseconds(row.medianMilliseconds),
            milliseconds(row.p99Milliseconds), milliseconds(row.relayMilliseconds),
            milliseconds(row.gatewayMicroseconds / 1_000), milliseconds(row.replicaMicroseconds / 1_000),
            milliseconds(row.clientsMicroseconds / 1_000), decimal(row.gatewayToReplica),
            row.gatewayToHundredClients.map(decimal) ?? "", row.medianToBareCalls.map(decimal) ?? "",
        ]
    }

    private func title(of row: ActiveRow) -> String {
        let rate = row.askedPerSecond.map { "\(decimal($0))/s" } ?? "one at a time each"
        guard row.kind != "bare" else { return "bare calls, \(row.clients) callers" }
        let canisters = row.canisters == 1 ? "" : ", \(row.canisters) canisters"
        let idle = row.idleClients == 0 ? "" : " + \(grouped(row.idleClients)) idle"
        return "\(grouped(row.clients)) clients\(idle)\(canisters), \(rate)"
    }

    private func milliseconds(_ value: Double) -> String { "\(decimal(value)) ms" }

    private func decimal(_ value: Double) -> String {
        guard value < 100 else { return grouped(UInt64(value.rounded())) }
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
    }
}
