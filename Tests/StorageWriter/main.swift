import Candid
import CanisterExecution
import Foundation
import ReplicaStorage
import WasmEngine

// Executes rounds of a subnet, commits each, and tells its number on standard output, until it is killed.
//
// Arguments: the state folder, and the file of the module that is installed in the canister number 0.

do {
    let folder = URL(filePath: CommandLine.arguments[1])
    let module = [UInt8](try Data(contentsOf: URL(filePath: CommandLine.arguments[2])))
    var writer = try Writer(folder: folder, module: module)
    try writer.run()
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}

/// One writer on one folder.
struct Writer {
    private let store: ReplicaStore
    private let subnet: Subnet
    private let canister = Principal(canisterIndex: 0)
    private var round: UInt64 = 0

    init(folder: URL, module: [UInt8]) throws {
        store = try ReplicaStore(folder: folder)
        let guests = WasmGuestFactory(engine: try .shared())
        let configuration = SubnetConfiguration(id: .anonymous, time: 1)
        let records = try store.records()
        if records.isEmpty {
            subnet = Subnet(configuration, guests: guests)
            try subnet.createCanister(canister, controllers: [])
            try subnet.install(module: module, in: canister, argument: [], caller: .anonymous)
        } else {
            subnet = try Subnet(restoring: records, configuration, guests: guests)
        }
        round = try store.blobs(in: "rounds").last?.value.first.map(UInt64.init) ?? 0
    }

    /// Each round sets two cells of the heap, 6,000 bytes of stable memory and two values of the store to its number.
    mutating func run() throws {
        while true {
            round = round % 250 + 1
            let value = UInt8(round)
            _ = subnet.call(canister, "both", [value], from: .anonymous)
            _ = subnet.call(canister, "store", [2] + [UInt8](repeating: value, count: 6_000), from: .anonymous)
            subnet.advanceTime(by: 1)
            try store.commit(
                subnet.takeChanges(),
                [
                    .set(namespace: "rounds", key: [1], value: [value]),
                    .set(namespace: "ballast", key: [value], value: [UInt8](repeating: value, count: 50_000)),
                    .removeAll(namespace: "ballast", before: [value]),
                ])
            FileHandle.standardOutput.write(Data("\(round)\n".utf8))
        }
    }
}
