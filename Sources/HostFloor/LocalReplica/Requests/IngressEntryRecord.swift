import Bytes
import CBOR
import Candid
import CanisterExecution
import ICProtocol

/// The form in which what is remembered of a call is stored: CBOR of an array.
extension IngressHistory.Entry {
    /// The bytes; the first item is the form's version.
    var record: [UInt8] {
        var writer = ByteWriter()
        writer.writeCBORArrayHeader(9)
        writer.writeCBOR(unsigned: Self.layout)
        writer.writeCBOR(bytes: origin.sender.bytes)
        writer.writeCBOR(bytes: origin.canister.bytes)
        switch origin.destination {
        case .canister(let id):
            writer.writeCBOR(unsigned: 0)
            writer.writeCBOR(bytes: id.bytes)
        case .subnet(let id):
            writer.writeCBOR(unsigned: 1)
            writer.writeCBOR(bytes: id.bytes)
        }
        writer.writeCBOR(unsigned: expiry)
        writer.writeCBOR(unsigned: end)
        writer.writeCBOR(unsigned: call?.rawValue ?? 0)
        status.write(to: &writer)
        return writer.bytes
    }

    /// Reads the bytes.
    init(record: [UInt8]) throws(RoundStoreError) {
        do {
            var reader = CBORReader(record)
            guard try reader.readArrayHeader() == .definite(9) else { throw RoundStoreError.request("it has another size") }
            let layout = try reader.readUnsigned()
            guard layout == Self.layout else {
                throw RoundStoreError.request(
                    "it was written in layout \(layout), where \(Self.layout) is known: use the version that wrote it")
            }
            let sender = try Principal(bytes: try reader.readBytes())
            let canister = try Principal(bytes: try reader.readBytes())
            let isSubnet = try reader.readUnsigned() == 1
            let effective = try Principal(bytes: try reader.readBytes())
            origin = RequestOrigin(
                sender: sender, canister: canister, destination: isSubnet ? .subnet(effective) : .canister(effective))
            expiry = try reader.readUnsigned()
            end = try reader.readUnsigned()
            let number = try reader.readUnsigned()
            call = number == 0 ? nil : CallID(rawValue: number)
            status = try IngressHistory.Status(from: &reader)
            try reader.finish()
        } catch let error as RoundStoreError {
            throw error
        } catch {
            throw .request("\(error)")
        }
    }

    private static let layout: UInt64 = 1
}

extension IngressHistory.Status {
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .received: writer.writeCBORArrayHeader(0)
        case .processing:
            writer.writeCBORArrayHeader(1)
            writer.writeCBOR(unsigned: 0)
        case .done:
            writer.writeCBORArrayHeader(1)
            writer.writeCBOR(unsigned: 1)
        case .replied(let bytes):
            writer.writeCBORArrayHeader(2)
            writer.writeCBOR(unsigned: 2)
            writer.writeCBOR(bytes: bytes)
        case .rejected(let rejection):
            writer.writeCBORArrayHeader(4)
            writer.writeCBOR(unsigned: 3)
            writer.writeCBOR(unsigned: rejection.code)
            writer.writeCBOR(utf8: [UInt8](rejection.message.utf8))
            writer.writeCBOR(utf8: [UInt8]((rejection.errorCode ?? "").utf8))
        }
    }

    fileprivate init(from reader: inout CBORReader) throws {
        guard case .definite(let count) = try reader.readArrayHeader() else {
            throw RoundStoreError.request("its status has no size")
        }
        guard count > 0 else {
            self = .received
            return
        }
        switch (try reader.readUnsigned(), count) {
        case (0, 1): self = .processing
        case (1, 1): self = .done
        case (2, 2): self = .replied(try reader.readBytes())
        case (3, 4):
            let code = try reader.readUnsigned()
            let message = String(decoding: try reader.readText(), as: UTF8.self)
            let errorCode = String(decoding: try reader.readText(), as: UTF8.self)
            self = .rejected(
                Rejection(code: code, message: message, errorCode: errorCode.isEmpty ? nil : errorCode))
        default: throw RoundStoreError.request("its status is not known")
        }
    }
}

extension RoundStoreError {
    /// What is remembered of a call cannot be read.
    fileprivate static func request(_ reason: String) -> RoundStoreError {
        .load(reason: "what is remembered of a call cannot be read: \(reason)")
    }
}
