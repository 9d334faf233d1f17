/// A WebSocket frame of which a test chooses every bit (RFC 6455, section 5.2).
public struct HandmadeFrame: Sendable {
    public static let (continuation, text, binary, close, ping, pong): (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (
        0, 1, 2, 8, 9, 10
    )

    public var isFinal = true
    /// Three bits.
    public var reserved: UInt8 = 0
    public var opcode: UInt8
    public var payload: [UInt8]
    public var mask: [UInt8]? = [0x37, 0xfa, 0x21, 0x3d]

    public init(
        _ opcode: UInt8, _ payload: [UInt8] = [], isFinal: Bool = true, reserved: UInt8 = 0, isMasked: Bool = true
    ) {
        self.opcode = opcode
        self.payload = payload
        self.isFinal = isFinal
        self.reserved = reserved
        if !isMasked { mask = nil }
    }

    /// A close frame.
    public static func close(_ code: UInt16, _ reason: String = "", isMasked: Bool = true) -> HandmadeFrame {
        HandmadeFrame(close, [UInt8(code >> 8), UInt8(code & 0xff)] + Array(reason.utf8), isMasked: isMasked)
    }

    /// All but the payload.
    public func header(payloadSize: Int) -> [UInt8] {
        let masked: UInt8 = mask == nil ? 0 : 0x80
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        switch payloadSize {
        case ..<126: bytes.append(masked | UInt8(payloadSize))
        case ..<65_536: bytes += [masked | 126, UInt8(payloadSize >> 8), UInt8(payloadSize & 0xff)]
        default:
            bytes.append(masked | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: payloadSize >> (56 - 8 * $0)) }
        }
        return bytes + (mask ?? [])
    }

    /// The frame.
    public var bytes: [UInt8] {
        let mask = mask ?? [0, 0, 0, 0]
        return header(payloadSize: payload.count) + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }
}

extension RawSocket {
    public func send(_ frame: HandmadeFrame) async throws { try await send(frame.bytes) }

    /// The next frame, or nil where the peer has ended.
    public func receiveFrame() async throws -> HandmadeFrame? {
        let start = try await receive(2)
        guard start.count == 2 else { return nil }
        var size = Int(start[1] & 0x7f)
        if size >= 126 { size = try await receive(size == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) } }
        let mask = start[1] & 0x80 == 0 ? nil : try await receive(4)
        var payload = try await receive(size)
        if let mask { for index in payload.indices { payload[index] ^= mask[index % 4] } }
        var frame = HandmadeFrame(
            start[0] & 0xf, payload, isFinal: start[0] & 0x80 != 0, reserved: start[0] >> 4 & 7, isMasked: false)
        frame.mask = mask
        return frame
    }

    /// Asks for an upgrade, and takes the answer.
    ///
    /// - Parameter fields: lines beside those that are needed, each with its end.
    public func upgrade(path: String = "/", fields: String = "") async throws -> String {
        try await send(
            """
            GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r
            Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(fields)\r\n
            """)
        return try await receiveHead()
    }
}

extension HandmadeFrame {
    /// The code of a close frame.
    public var closeCode: UInt16? { payload.count < 2 ? nil : UInt16(payload[0]) << 8 | UInt16(payload[1]) }
    /// The reason of a close frame.
    public var closeReason: String { String(decoding: payload.dropFirst(2), as: UTF8.self) }
}
