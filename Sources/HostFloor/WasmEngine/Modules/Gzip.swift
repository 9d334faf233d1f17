import CZlib

/// Why bytes cannot be decompressed.
public enum GzipError: Error, Hashable, Sendable {
    /// They are no stream of gzip (RFC 1952), or a damaged one; the text is zlib's.
    case damaged(String)
    /// They end too early.
    case truncated
    /// They hold more than the limit, in bytes.
    case tooLarge(limit: Int)
}

extension GzipError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .damaged(let reason): "the gzip stream is damaged (\(reason))"
        case .truncated: "the gzip stream ends too early"
        case .tooLarge(let limit): "the gzip stream holds more than \(limit) bytes"
        }
    }
}

/// Decompression of gzip.
public enum Gzip {
    /// Whether bytes begin as a stream of gzip does: 1f 8b 08.
    public static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b, 0x08]) }

    /// The contents of one stream. What follows it is not looked at.
    ///
    /// - Parameter limit: bytes that the contents may have.
    public static func decompress(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, and 16 for the gzip header alone.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged(message(of: stream))
        }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        var input = bytes
        let outcome: Result<Void, GzipError> = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            while true {
                let (status, count) = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.next_out = chunk.baseAddress
                    stream.avail_out = UInt32(chunk.count)
                    return (inflate(&stream, Z_NO_FLUSH), chunk.count - Int(stream.avail_out))
                }
                guard output.count + count <= limit else { return .failure(.tooLarge(limit: limit)) }
                output += chunk[..<count]
                if status == Z_STREAM_END { return .success(()) }
                guard status == Z_OK || status == Z_BUF_ERROR else { return .failure(.damaged(message(of: stream))) }
                guard stream.avail_in > 0 || count > 0 else { return .failure(.truncated) }
            }
        }
        try outcome.get()
        return output
    }

    private static func message(of stream: z_stream) -> String {
        stream.msg.map { String(cString: $0) } ?? "unknown reason"
    }
}
