/// What a measurement under load found.
struct LoadReport {
    let machine: BenchMachine
    var leftOut: [String] = []
    var idle: [IdleRow] = []
    var active: [ActiveRow] = []
    /// Processes that were started, and how many of them are left.
    var processIDs: [Int32] = []
    var processesLeft = 0

    /// The number of active clients that others are compared with: 100, or the least.
    var reference: Int? {
        let counts = active.filter { $0.kind == "active" }.map(\.clients)
        return counts.contains(100) ? 100 : counts.first
    }

    /// Fills in how rows compare with others: with that of ``reference`` clients, and with calls without a gateway.
    mutating func compare() {
        let bare = active.filter { $0.kind == "bare" }
        let clients = active.filter { $0.kind == "active" }
        let reference = self.reference
        for index in active.indices where active[index].kind != "bare" {
            let row = active[index]
            let hundred = clients.first { $0.clients == reference && $0.hasRate == row.hasRate }
            active[index].gatewayToHundredClients = hundred.flatMap {
                ratio(row.gatewayMicroseconds, $0.gatewayMicroseconds)
            }
            // Callers of another number, or at another rate, would have the network wait for others.
            let calls = row.hasRate ? nil : bare.first { $0.clients == row.clients }
            active[index].medianToBareCalls = calls.flatMap { ratio(row.medianMilliseconds, $0.medianMilliseconds) }
        }
    }

    private func ratio(_ value: Double, _ other: Double) -> Double? { other > 0 ? value / other : nil }

    /// Lines of JSON.
    var json: [String] {
        [JSONText.line(Head(machine: machine, leftOut: leftOut))] + idle.map(JSONText.line)
            + active.map(JSONText.line) + [JSONText.line(Foot(processIDs: processIDs, processesLeft: processesLeft))]
    }

    private struct Head: Encodable {
        let kind = "machine"
        let machine: BenchMachine
        let leftOut: [String]
    }

    private struct Foot: Encodable {
        let kind = "processes"
        let processIDs: [Int32]
        let processesLeft: Int
    }
}
