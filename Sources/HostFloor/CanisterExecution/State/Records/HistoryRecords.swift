import Bytes
import CBOR
import Candid

// A change in a canister's history: four items; origin and details are arrays that begin with their kind.

extension CanisterChange {
    var record: [UInt8] {
        ByteWriter.record(4) { writer in
            writer.writeCBOR(unsigned: time)
            writer.writeCBOR(unsigned: version)
            origin.write(to: &writer)
            details.write(to: &writer)
        }
    }

    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 4) { reader throws(StateError) in
            CanisterChange(
                time: try reader.unsigned(), version: try reader.unsigned(), origin: try Origin(from: &reader),
                details: try Details(from: &reader))
        }
    }
}

extension CanisterChange.Origin {
    /// One item for a user, two for a canister.
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .user(let user):
            writer.writeCBORArrayHeader(1)
            writer.writeCBOR(principal: user)
        case .canister(let canister, let version):
            writer.writeCBORArrayHeader(2)
            writer.writeCBOR(principal: canister)
            writer.writeCBOR(optional: version) { $0.writeCBOR(unsigned: $1) }
        }
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        let count = try reader.count()
        let principal = try reader.principal()
        switch count {
        case 1: self = .user(principal)
        case 2:
            let version = try reader.optional { reader throws(StateError) in try reader.unsigned() }
            self = .canister(principal, version: version)
        default: throw reader.damaged("the origin of a change has \(count) items")
        }
    }
}

extension CanisterChange.Details {
    private enum Kind: UInt8 { case creation, codeUninstall, codeDeployment, snapshotLoading, controllersChange }

    fileprivate func write(to writer: inout ByteWriter) {
        func begin(_ kind: Kind, _ count: Int) {
            writer.writeCBORArrayHeader(count + 1)
            writer.writeCBOR(unsigned: UInt64(kind.rawValue))
        }
        switch self {
        case .creation(let controllers, let variables):
            begin(.creation, 2)
            writer.writeCBOR(controllers) { $0.writeCBOR(principal: $1) }
            writer.writeCBOR(optional: variables) { $0.writeCBOR(bytes: $1) }
        case .codeUninstall: begin(.codeUninstall, 0)
        case .codeDeployment(let mode, let hash):
            begin(.codeDeployment, 2)
            writer.writeCBOR(unsigned: UInt64(mode.rawValue))
            writer.writeCBOR(bytes: hash)
        case .snapshotLoading(let id, let version, let time):
            begin(.snapshotLoading, 4)
            writer.writeCBOR(principal: id.canister)
            writer.writeCBOR(unsigned: id.number)
            writer.writeCBOR(unsigned: version)
            writer.writeCBOR(unsigned: time)
        case .controllersChange(let controllers):
            begin(.controllersChange, 1)
            writer.writeCBOR(controllers) { $0.writeCBOR(principal: $1) }
        }
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        let count = try reader.count()
        let kind = try reader.known(Kind.self)
        func expect(_ expected: Int) throws(StateError) {
            guard count == expected + 1 else {
                throw reader.damaged("a change has \(count) items, not \(expected + 1)")
            }
        }
        func controllers() throws(StateError) -> [Principal] {
            try reader.array { reader throws(StateError) in try reader.principal() }
        }
        switch kind {
        case .creation:
            try expect(2)
            self = .creation(
                controllers: try controllers(),
                environmentVariables: try reader.optional { reader throws(StateError) in try reader.bytes() })
        case .codeUninstall:
            try expect(0)
            self = .codeUninstall
        case .codeDeployment:
            try expect(2)
            self = .codeDeployment(
                try reader.known(CanisterChange.Deployment.self), moduleHash: try reader.bytes())
        case .snapshotLoading:
            try expect(4)
            self = .snapshotLoading(
                SnapshotID(canister: try reader.principal(), number: try reader.unsigned()),
                canisterVersion: try reader.unsigned(), takenAt: try reader.unsigned())
        case .controllersChange:
            try expect(1)
            self = .controllersChange(try controllers())
        }
    }
}
