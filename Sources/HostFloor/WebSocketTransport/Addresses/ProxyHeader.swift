import NIOCore

/// The header of the PROXY protocol, with which a proxy says whose connection it passes on (proxy-protocol.txt of
/// HAProxy, versions 1 and 2).
enum ProxyHeader: Hashable {
    /// The connection comes from there.
    case client(NetworkAddress)
    /// The proxy's own connection, or one of a kind that has no such address: the socket's address holds.
    case own

    struct Invalid: Error, Hashable, CustomStringConvertible {
        let reason: String
        var description: String { "no valid header of the PROXY protocol: \(reason)" }
    }

    private static let signature: [UInt8] = [
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a,
    ]
    /// A line of version 1 with its end.
    private static let maximumLineSize = 107
    /// Addresses and extensions of version 2: those of a Unix domain take 216, certificates' names may follow.
    static let maximumBinarySize = 4_096

    /// Reads a header from the front of a buffer.
    ///
    /// - Returns: nil where more bytes are needed.
    static func read(_ buffer: inout ByteBuffer) throws(Invalid) -> ProxyHeader? {
        let start = buffer.readableBytesView.prefix(signature.count)
        if start.elementsEqual(signature.prefix(start.count)) {
            return start.count == signature.count ? try readBinary(&buffer) : nil
        }
        let word = Array("PROXY ".utf8)
        guard start.prefix(word.count).elementsEqual(word.prefix(start.count)) else {
            throw Invalid(reason: "it begins otherwise")
        }
        return try readLine(&buffer)
    }

    private static func readLine(_ buffer: inout ByteBuffer) throws(Invalid) -> ProxyHeader? {
        let view = buffer.readableBytesView.prefix(maximumLineSize)
        guard let end = view.firstIndex(of: 0x0a) else {
            guard view.count < maximumLineSize else { throw Invalid(reason: "its line does not end") }
            return nil
        }
        let size = view.distance(from: view.startIndex, to: end) + 1
        guard let line = buffer.readString(length: size), line.hasSuffix("\r\n") else {
            throw Invalid(reason: "its line does not end with CR LF")
        }
        let words = line.dropLast().split(separator: " ", omittingEmptySubsequences: false)
        if words.count >= 2, words[1] == "UNKNOWN" { return .own }
        guard words.count == 6, UInt16(words[4]) != nil, UInt16(words[5]) != nil,
            let source = NetworkAddress(String(words[2])), NetworkAddress(String(words[3])) != nil
        else { throw Invalid(reason: "its line is not  PROXY TCP4|TCP6 source destination port port") }
        guard words[1] == "TCP4" && !words[2].contains(":") || words[1] == "TCP6" && words[2].contains(":") else {
            throw Invalid(reason: "the address is of another family than it says")
        }
        return .client(source)
    }

    private static func readBinary(_ buffer: inout ByteBuffer) throws(Invalid) -> ProxyHeader? {
        let start = buffer.readerIndex + signature.count
        guard let command: UInt8 = buffer.getInteger(at: start),
            let family: UInt8 = buffer.getInteger(at: start + 1),
            let size: UInt16 = buffer.getInteger(at: start + 2)
        else { return nil }
        guard command >> 4 == 2, command & 0xf <= 1 else { throw Invalid(reason: "unknown version or command") }
        guard size <= maximumBinarySize else { throw Invalid(reason: "more than \(maximumBinarySize) bytes") }
        guard buffer.readableBytes >= signature.count + 4 + Int(size) else { return nil }
        buffer.moveReaderIndex(forwardBy: signature.count + 4)
        let block = [UInt8](buffer.readBytes(length: Int(size)) ?? [])
        guard command & 0xf == 1 else { return .own }
        let addressSize: Int
        switch family {
        case 0x11: addressSize = 4
        case 0x21: addressSize = 16
        default: return .own
        }
        // Two addresses and two ports.
        guard block.count >= 2 * addressSize + 4, let source = NetworkAddress(bytes: Array(block.prefix(addressSize)))
        else { throw Invalid(reason: "too short for its addresses") }
        return .client(source)
    }
}
