import Bytes
import CBOR
import Candid

// Calls and responses on their way, and results.

extension Request {
    var record: [UInt8] {
        ByteWriter.record(7) { writer in
            origin.write(to: &writer)
            writer.writeCBOR(principal: caller)
            writer.writeCBOR(principal: callee)
            writer.writeCBOR(bytes: methodName)
            writer.writeCBOR(bytes: argument)
            writer.writeCBOR(cycles: cycles)
            writer.writeCBOR(unsigned: deadline)
        }
    }

    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 7) { reader throws(StateError) in
            Request(
                origin: try RequestOrigin(from: &reader), caller: try reader.principal(),
                callee: try reader.principal(), methodName: try reader.bytes(), argument: try reader.bytes(),
                cycles: try reader.cycles(), deadline: try reader.unsigned())
        }
    }
}

extension ResponseMessage {
    var record: [UInt8] {
        ByteWriter.record(4) { writer in
            writer.writeCBOR(principal: canister)
            writer.writeCBOR(unsigned: callback)
            result.write(to: &writer)
            writer.writeCBOR(cycles: refund)
        }
    }

    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 4) { reader throws(StateError) in
            ResponseMessage(
                canister: try reader.principal(), callback: try reader.unsigned(),
                result: try CallResult(from: &reader), refund: try reader.cycles())
        }
    }
}

extension CallResult {
    var record: [UInt8] { ByteWriter.record(1) { write(to: &$0) } }

    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 1) { reader throws(StateError) in try CallResult(from: &reader) }
    }

    /// The bytes of a reply, or the array of a reject.
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .reply(let bytes): writer.writeCBOR(bytes: bytes)
        case .reject(let reject): reject.write(to: &writer)
        }
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        self = reader.isArrayNext ? .reject(try Reject(from: &reader)) : .reply(try reader.bytes())
    }
}

extension Reject {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.writeCBORArrayHeader(4)
        writer.writeCBOR(unsigned: UInt64(code.rawValue))
        writer.writeCBOR(string: message)
        writer.writeCBOR(optional: errorCode) { $0.writeCBOR(string: $1.rawValue) }
        writer.writeCBOR(optional: trap) { $1.write(to: &$0) }
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        try reader.items(4)
        self.init(
            try reader.known(RejectCode.self), try reader.string(),
            errorCode: try reader.optional { reader throws(StateError) in try reader.known(text: ErrorCode.self) },
            trap: try reader.optional { reader throws(StateError) in try Trap(from: &reader) })
    }
}

extension Trap {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.writeCBORArrayHeader(3)
        writer.writeCBOR(string: code.rawValue)
        writer.writeCBOR(string: message)
        writer.writeCBOR(backtrace) { writer, frame in
            writer.writeCBORArrayHeader(4)
            writer.writeCBOR(optional: frame.function) { $0.writeCBOR(string: $1) }
            writer.writeCBOR(optional: frame.index) { $0.writeCBOR(unsigned: UInt64($1)) }
            writer.writeCBOR(optional: frame.file) { $0.writeCBOR(string: $1) }
            writer.writeCBOR(optional: frame.line) { $0.writeCBOR(unsigned: UInt64(clamping: $1)) }
        }
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        try reader.items(3)
        self.init(try reader.known(text: Trap.Code.self), try reader.string())
        backtrace = try reader.array { reader throws(StateError) in
            try reader.items(4)
            return StackFrame(
                function: try reader.optional { reader throws(StateError) in try reader.string() },
                index: try reader.optional { reader throws(StateError) in UInt32(clamping: try reader.unsigned()) },
                file: try reader.optional { reader throws(StateError) in try reader.string() },
                line: try reader.optional { reader throws(StateError) in Int(clamping: try reader.unsigned()) })
        }
    }
}
