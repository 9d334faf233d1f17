import Bytes
import Candid

// State in the types of an interface needs no code of its own to be saved: each value is a Candid message behind its
// number of bytes. So newer code reads what older code wrote where Candid lets it, as with a new `opt` field.

extension StableWriter {
    /// Appends a value as a Candid message, which is held in the heap as a whole meanwhile: large state is better
    /// written in several.
    public mutating func write<Value: CandidEncodable>(candid value: Value) {
        var message = ByteWriter(capacity: 256)
        CandidEncoder.encode(value, into: &message)
        write(message: message)
    }

    /// The same for a type whose messages have a constant header, such as those of the interface.
    public mutating func write<Value: CandidMessage>(candid value: Value) {
        var message = ByteWriter(capacity: 256)
        message.write(Value.messageHeader)
        value.encode(into: &message)
        write(message: message)
    }

    private mutating func write(message: borrowing ByteWriter) {
        write(littleEndian: UInt64(UInt(bitPattern: message.count)))
        message.withUnsafeBytes { write($0) }
    }
}

extension StableReader {
    /// The next value, which ``StableWriter/write(candid:)`` wrote.
    ///
    /// - Throws: a trap that keeps an upgrade from taking place, where the bytes end or the value is of another type.
    public mutating func read<Value: CandidDecodable>(candid type: Value.Type) throws(EntryPointFailure) -> Value {
        let message = try readMessage()
        do throws(CandidError) {
            return try CandidDecoder.decode(type, from: message)
        } catch {
            throw .trap("the saved state has a value of another type: \(error)")
        }
    }

    private mutating func readMessage() throws(EntryPointFailure) -> [UInt8] {
        guard let size = read(littleEndian: UInt64.self), size <= remaining,
            let message = readBytes(Int(truncatingIfNeeded: size))
        else { throw .trap("the saved state is cut off: a value was expected") }
        return message
    }
}
