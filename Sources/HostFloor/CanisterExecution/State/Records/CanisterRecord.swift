import Bytes
import CBOR
import Candid

/// What of a canister is small and there once. Pages, code, messages and log lines have records of their own.
struct CanisterRecord {
    var creationTime: UInt64
    var installationTime: UInt64?
    var status: CanisterStatus
    var version: UInt64
    var cycles: UInt128
    var certifiedData: [UInt8]
    var globalTimer: UInt64
    /// The last number that a call context, a callback or a snapshot got.
    var lastNumber: UInt64
    var nextLogIndex: UInt64
    var stablePageCount: UInt64
    var hasCode: Bool
    var settings: CanisterSettings
    var stopRequests: [StopRequest]
}

extension CanisterRecord {
    var bytes: [UInt8] {
        ByteWriter.record(13) { writer in
            writer.writeCBOR(unsigned: creationTime)
            writer.writeCBOR(optional: installationTime) { $0.writeCBOR(unsigned: $1) }
            writer.writeCBOR(unsigned: UInt64(status.rawValue))
            writer.writeCBOR(unsigned: version)
            writer.writeCBOR(cycles: cycles)
            writer.writeCBOR(bytes: certifiedData)
            writer.writeCBOR(unsigned: globalTimer)
            writer.writeCBOR(unsigned: lastNumber)
            writer.writeCBOR(unsigned: nextLogIndex)
            writer.writeCBOR(unsigned: stablePageCount)
            writer.writeCBOR(boolean: hasCode)
            settings.write(to: &writer)
            writer.writeCBOR(stopRequests) { writer, request in
                writer.writeCBORArrayHeader(2)
                writer.writeCBOR(unsigned: request.call.rawValue)
                writer.writeCBOR(unsigned: request.expiry)
            }
        }
    }

    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 13) { reader throws(StateError) in
            CanisterRecord(
                creationTime: try reader.unsigned(),
                installationTime: try reader.optional { reader throws(StateError) in try reader.unsigned() },
                status: try reader.known(CanisterStatus.self), version: try reader.unsigned(),
                cycles: try reader.cycles(), certifiedData: try reader.bytes(), globalTimer: try reader.unsigned(),
                lastNumber: try reader.unsigned(), nextLogIndex: try reader.unsigned(),
                stablePageCount: try reader.unsigned(), hasCode: try reader.boolean(),
                settings: try CanisterSettings(from: &reader),
                stopRequests: try reader.array { reader throws(StateError) in
                    try reader.items(2)
                    return StopRequest(call: CallID(rawValue: try reader.unsigned()), expiry: try reader.unsigned())
                })
        }
    }
}

extension CanisterSettings {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.writeCBORArrayHeader(9)
        writer.writeCBOR(controllers) { $0.writeCBOR(principal: $1) }
        writer.writeCBOR(unsigned: computeAllocation)
        writer.writeCBOR(unsigned: memoryAllocation)
        writer.writeCBOR(unsigned: freezingThreshold)
        writer.writeCBOR(cycles: reservedCyclesLimit)
        writer.writeCBOR(unsigned: wasmMemoryLimit)
        writer.writeCBOR(unsigned: wasmMemoryThreshold)
        switch logVisibility {
        case .controllers: writer.writeCBOR(boolean: false)
        case .everybody: writer.writeCBOR(boolean: true)
        case .viewers(let viewers): writer.writeCBOR(viewers) { $0.writeCBOR(principal: $1) }
        }
        writer.writeCBOR(environmentVariables) { writer, variable in
            writer.writeCBORArrayHeader(2)
            writer.writeCBOR(string: variable.name)
            writer.writeCBOR(string: variable.value)
        }
    }

    fileprivate init(from reader: inout RecordReader) throws(StateError) {
        try reader.items(9)
        self.init(controllers: try reader.array { reader throws(StateError) in try reader.principal() })
        computeAllocation = try reader.unsigned()
        memoryAllocation = try reader.unsigned()
        freezingThreshold = try reader.unsigned()
        reservedCyclesLimit = try reader.cycles()
        wasmMemoryLimit = try reader.unsigned()
        wasmMemoryThreshold = try reader.unsigned()
        if reader.isArrayNext {
            logVisibility = .viewers(try reader.array { reader throws(StateError) in try reader.principal() })
        } else {
            logVisibility = try reader.boolean() ? .everybody : .controllers
        }
        environmentVariables = try reader.array { reader throws(StateError) in
            try reader.items(2)
            return EnvironmentVariable(name: try reader.string(), value: try reader.string())
        }
    }
}
