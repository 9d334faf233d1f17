/// What a measurement under load found.
struct LoadReport {
    let machine: BenchMachine
    var leftOut: [String] = []
    var idle: [IdleRow] = []
    var active: [ActiveRow] = []
    /// Processes that were started, and those that are left.
    var processes = 0
    var processesLeft = 0

    /// Lines of JSON.
    var json: [String] {
        [JSONText.line(Head(machine: machine, leftOut: leftOut))] + idle.map(JSONText.line)
            + active.map(JSONText.line) + [JSONText.line(Foot(processes: processes, processesLeft: processesLeft))]
    }

    private struct Head: Encodable {
        let kind = "machine"
        let machine: BenchMachine
        let leftOut: [String]
    }

    private struct Foot: Encodable {
        let kind = "processes"
        let processes: Int
        let processesLeft: Int
    }

    var text: String {
        ([machine.text, ""] + idleLines + [""] + activeLines + leftOut.map { "\n\($0)" }).joined(separator: "\n")
    }

    private var idleLines: [String] {
        let widths = [14, 9, 14, 12, 14, 15, 15, 12]
        let titles = [
            "idle clients", "opens/s", "gateway/open", "gateway MiB", "KiB/client", "gateway s/min", "replica s/min",
            "replica MiB",
        ]
        return [BenchTable.head(titles, widths)]
            + idle.map { row in
                BenchTable.line(
                    [
                        grouped(row.clients), decimal(row.opensPerSecond), "\(decimal(row.gatewayMillisecondsPerOpen)) ms",
                        grouped(row.gatewayBytes >> 20), decimal(Double(row.gatewayBytesPerClient) / 1_024),
                        decimal(row.gatewaySecondsPerMinute), decimal(row.replicaSecondsPerMinute),
                        grouped(row.replicaBytes >> 20),
                    ], widths)
            } + ["opens: " + (idle.last?.limitOfOpens ?? "none")]
    }

    private var activeLines: [String] {
        let widths = [46, 7, 9, 9, 9, 11, 11, 11, 6, 6]
        let titles = [
            "messages and their answers", "msg/s", "p50", "p99", "relay", "gateway/msg", "replica/msg", "clients/msg",
            "gw:re", "to 1st",
        ]
        let first = active.first { $0.kind != "bare" }?.gatewayMicroseconds
        return [BenchTable.head(titles, widths)]
            + active.flatMap { row in
                [
                    BenchTable.line(
                        [
                            title(of: row), decimal(row.messagesPerSecond), "\(decimal(row.medianMilliseconds)) ms",
                            "\(decimal(row.p99Milliseconds)) ms", "\(decimal(row.relayMilliseconds)) ms",
                            "\(decimal(row.gatewayMicroseconds / 1_000)) ms", "\(decimal(row.replicaMicroseconds / 1_000)) ms",
                            "\(decimal(row.clientsMicroseconds / 1_000)) ms", decimal(row.gatewayToReplica),
                            first.map { decimal($0 > 0 ? row.gatewayMicroseconds / $0 : 0) } ?? "",
                        ], widths), "|   \(row.limit)",
                ]
            }
    }

    private func title(of row: ActiveRow) -> String {
        let rate = row.askedPerSecond.map { "\(decimal($0))/s" } ?? "one at a time each"
        guard row.kind != "bare" else { return "bare calls, \(row.clients) callers" }
        let canisters = row.canisters == 1 ? "" : ", \(row.canisters) canisters"
        let idle = row.idleClients == 0 ? "" : " + \(grouped(row.idleClients)) idle"
        return "\(grouped(row.clients)) clients\(idle)\(canisters), \(rate)"
    }

    private func decimal(_ value: Double) -> String {
        guard value < 100 else { return grouped(UInt64(value.rounded())) }
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
    }
}
