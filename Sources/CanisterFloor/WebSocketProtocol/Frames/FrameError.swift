import Candid
import CBOR

/// A frame between client and gateway, or a message in one, that is none of the protocol's.
public enum FrameError: Error, Sendable {
    /// No CBOR, or another kind of item than the protocol has at that place.
    case malformed(CBORError)
    /// A map without an entry that it must have.
    case missingField(FixedText)
    /// Bytes that are too many for a principal: it has at most 29.
    case invalidPrincipal(byteCount: Int)

    /// Runs a reading body with its errors wrapped.
    static func reading<Result>(_ body: () throws(CBORError) -> Result) throws(FrameError) -> Result {
        do throws(CBORError) {
            return try body()
        } catch {
            throw .malformed(error)
        }
    }
}

extension [UInt8] {
    /// Whether the bytes are exactly those of a literal.
    func isText(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] != text.utf8Start[index] { return false }
        return true
    }
}
