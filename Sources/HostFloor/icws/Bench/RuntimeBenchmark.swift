import Candid
import CanisterExecution
import WebSocketProtocol

/// Measures the runtime with the Conformance sample.
struct RuntimeBenchmark {
    let canisters: CanisterFolder

    /// One measurement, which may give several lines.
    struct Row {
        let measure: () throws -> [Figure]
    }

    var rows: [Row] {
        [
            Row { try sizes() }, Row { try opening() }, Row { try incoming() }, Row { try sending() },
            Row { try sendingLarge() }, Row { try polling() }, Row { try acknowledging() }, Row { try memory() },
        ]
    }

    private func stage() throws -> BenchStage {
        try BenchStage(module: canisters.module("Conformance"))
    }

    private func sizes() throws -> [Figure] {
        try ["PingPong", "Conformance"].map { name in
            Figure(
                what: "wasm size of \(name)", peer: "427,373 B", limit: 100_000,
                value: UInt64(try canisters.module(name).count), unit: " B")
        }
    }

    private func opening() throws -> [Figure] {
        let stage = try stage()
        let peers = [0: "288,415", 100: "769,617", 1_000: "2,017,348", 5_000: "7,053,571"]
        return try peers.sorted { $0.key < $1.key }.map { count, peer in
            try stage.openClients(upTo: count)
            return Figure(
                what: "ws_open, \(grouped(UInt64(count))) clients there", peer: peer,
                limit: 110_000 + 10_000 * log2(count), value: try stage.openClient())
        }
    }

    private func incoming() throws -> [Figure] {
        let stage = try stage()
        try stage.openClients(upTo: 1)
        let content = [UInt8](repeating: 7, count: 32)
        let keepAlive = ServiceMessage.keepAlive(lastIncomingSequenceNumber: 1).encoded
        return [
            Figure(
                what: "ws_message, 32 B", peer: "198,595", limit: 20_000,
                value: try stage.receive(content, isServiceMessage: false)),
            Figure(
                what: "keep-alive", peer: "357,242", limit: 25_000,
                value: try stage.receive(keepAlive, isServiceMessage: true)),
        ]
    }

    private func sending() throws -> [Figure] {
        let peers = [1: "241,817", 100: "612,098", 1_000: "1,769,732", 10_000: "12,227,534"]
        let content = [UInt8](repeating: 7, count: 32)
        return try peers.sorted { $0.key < $1.key }.flatMap { length, peer in
            let stage = try stage()
            try stage.openClients(upTo: 1)
            try stage.fillQueue(upTo: length, with: content)
            let costs = try (0..<1_024).map { _ in try stage.send([content]) }
            let what = "send of 32 B, queue of \(grouped(UInt64(length)))"
            return [
                Figure(
                    what: "\(what), mean of 1,024", peer: peer, limit: 85_000,
                    value: costs.reduce(0, +) / UInt64(costs.count)),
                Figure(
                    what: "\(what), worst of 1,024", peer: peer, limit: 80_000 + 10_000 * log2(length + 1_024),
                    value: costs.max() ?? 0),
            ]
        }
    }

    private func sendingLarge() throws -> [Figure] {
        let stage = try stage()
        try stage.openClients(upTo: 1)
        return [
            Figure(
                what: "send of 100 KiB", peer: "45,715,884", limit: 10_000_000,
                value: try stage.send([[UInt8](repeating: 7, count: 100 << 10)]))
        ]
    }

    private func polling() throws -> [Figure] {
        let full = [50: "797,486", 1_000: "4,301,828", 10_000: "35,252,780"]
        let nothing = [50: "314,556", 1_000: "3,574,241", 10_000: "34,436,568"]
        let stage = try stage()
        try stage.openClients(upTo: 1)
        return try full.sorted { $0.key < $1.key }.flatMap { length, peer in
            try stage.fillQueue(upTo: length, with: [UInt8](repeating: 7, count: 32))
            return [
                Figure(
                    what: "ws_get_messages, 50 of \(grouped(UInt64(length)))", peer: peer, limit: 150_000,
                    value: try stage.poll(from: UInt64(length / 2 - 25))),
                Figure(
                    what: "ws_get_messages, nothing new of \(grouped(UInt64(length)))", peer: nothing[length] ?? "",
                    limit: 10_000, value: try stage.poll(from: UInt64(length))),
            ]
        }
    }

    private func acknowledging() throws -> [Figure] {
        let peers = [1: "334,074", 100: "75 M", 1_000: "2,545 M", 5_000: "49,924 M"]
        return try peers.sorted { $0.key < $1.key }.flatMap { count, peer in
            let stage = try stage()
            try stage.openClients(upTo: count)
            let executions = try stage.acknowledge()
            let total = executions.reduce(0) { $0 + $1.instructions }
            let what = "one acknowledgement, \(grouped(UInt64(count))) clients"
            return [
                Figure(what: "\(what), a client", peer: peer, limit: 90_000, value: total / UInt64(count)),
                Figure(
                    what: "\(what), largest message", peer: peer, limit: 1_000_000_000,
                    value: executions.map(\.instructions).max() ?? 0),
            ]
        }
    }

    private func memory() throws -> [Figure] {
        let stage = try stage()
        try stage.openClients(upTo: 1)
        let content = [UInt8](repeating: 7, count: 30)
        try stage.fillQueue(upTo: 1_000, with: content)
        let before = stage.heapSize
        try stage.fillQueue(upTo: 21_000, with: content)
        return [
            Figure(
                what: "heap a queued message of 30 B", peer: "924 B", limit: 400,
                value: (stage.heapSize - before) / 20_000, unit: " B")
        ]
    }
}
