/// What a measurement under load found.
struct LoadReport {
    let machine: BenchMachine
    var leftOut: [String] = []
    var idle: [IdleRow] = []
    var active: [ActiveRow] = []
    /// Processes that were started, and those that are left.
    var processes = 0
    var processesLeft = 0

    /// Fills in how rows compare with others: with that of 100 active clients, or the first of them, and with calls
    /// without a gateway.
    mutating func compare() {
        let bare = active.filter { $0.kind == "bare" }
        let clients = active.filter { $0.kind == "active" }
        let reference = clients.contains { $0.clients == 100 } ? 100 : clients.first?.clients
        for index in active.indices where active[index].kind != "bare" {
            let row = active[index]
            let hundred = clients.first { $0.clients == reference && $0.hasRate == row.hasRate }
            active[index].gatewayToHundredClients = hundred.flatMap {
                ratio(row.gatewayMicroseconds, $0.gatewayMicroseconds)
            }
            let calls = row.hasRate ? bare.first : bare.last
            active[index].medianToBareCalls = calls.flatMap { ratio(row.medianMilliseconds, $0.medianMilliseconds) }
        }
    }

    private func ratio(_ value: Double, _ other: Double) -> Double? { other > 0 ? value / other : nil }

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
}
