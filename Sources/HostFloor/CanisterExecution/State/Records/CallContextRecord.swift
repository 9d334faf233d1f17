import Bytes
import CBOR
import Candid

// Call contexts and callbacks. How many calls of a context, and to a canister, wait for their response is not kept: it
// follows from the callbacks.

extension CallContext {
    var record: [UInt8] {
        ByteWriter.record(8) { writer in
            switch origin {
            case .request(let origin): origin.write(to: &writer)
            case .systemTask: writer.writeCBORNull()
            }
            writer.writeCBOR(principal: caller)
            writer.writeCBOR(unsigned: deadline)
            writer.writeCBOR(bytes: entryPoint.bytes)
            writer.writeCBOR(boolean: needsResponse)
            writer.writeCBOR(cycles: cyclesAvailable)
            writer.writeCBOR(unsigned: instructions)
            writer.writeCBOR(boolean: isDeleted)
        }
    }

    convenience init(_ record: StateRecord, number: UInt64, of canister: HostedCanister) throws(StateError) {
        let read = try RecordReader.read(record, 8) { reader throws(StateError) in
            let origin = try reader.optional { reader throws(StateError) in try RequestOrigin(from: &reader) }
            return (
                origin.map(Origin.request) ?? .systemTask, try reader.principal(), try reader.unsigned(),
                EntryPointName(bytes: try reader.bytes()), try reader.boolean(), try reader.cycles(),
                try reader.unsigned(), try reader.boolean()
            )
        }
        self.init(
            id: number, of: canister, origin: read.0, caller: read.1, deadline: read.2, entryPoint: read.3,
            cyclesAvailable: read.5)
        needsResponse = read.4
        instructions = read.6
        isDeleted = read.7
    }
}

extension Callback {
    var record: [UInt8] {
        ByteWriter.record(7) { writer in
            writer.writeCBOR(unsigned: context.id)
            writer.writeCBOR(principal: callee)
            onReply.write(to: &writer)
            onReject.write(to: &writer)
            writer.writeCBOR(optional: onCleanup) { $1.write(to: &$0) }
            writer.writeCBOR(unsigned: deadline)
            writer.writeCBOR(boolean: isAnswered)
        }
    }

    init(_ record: StateRecord, contexts: [UInt64: CallContext]) throws(StateError) {
        self = try RecordReader.read(record, 7) { reader throws(StateError) in
            let number = try reader.unsigned()
            guard let context = contexts[number] else { throw reader.damaged("it is of no call context \(number)") }
            return Callback(
                context: context, callee: try reader.principal(), onReply: try CallbackClosure(from: &reader),
                onReject: try CallbackClosure(from: &reader),
                onCleanup: try reader.optional { reader throws(StateError) in try CallbackClosure(from: &reader) },
                deadline: try reader.unsigned(), isAnswered: try reader.boolean())
        }
    }
}

extension CallbackClosure {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.writeCBORArrayHeader(2)
        writer.writeCBOR(unsigned: function)
        writer.writeCBOR(unsigned: environment)
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        try reader.items(2)
        self.init(function: try reader.unsigned(), environment: try reader.unsigned())
    }
}

extension RequestOrigin {
    /// One item for a user, two for a canister.
    func write(to writer: inout ByteWriter) {
        switch self {
        case .user(let call):
            writer.writeCBORArrayHeader(1)
            writer.writeCBOR(unsigned: call.rawValue)
        case .canister(let id, let callback):
            writer.writeCBORArrayHeader(2)
            writer.writeCBOR(principal: id)
            writer.writeCBOR(unsigned: callback)
        }
    }

    init(from reader: inout RecordReader) throws(StateError) {
        switch try reader.count() {
        case 1: self = .user(CallID(rawValue: try reader.unsigned()))
        case 2: self = .canister(try reader.principal(), callback: try reader.unsigned())
        case let count: throw reader.damaged("the origin of a call has \(count) items")
        }
    }
}
