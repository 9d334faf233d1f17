import Foundation

/// A TCP socket of the loopback interface on which a test says what it likes, byte by byte. It blocks a queue of its
/// own, nobody else's.
public final class RawSocket: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "raw-socket")

    /// What the system refused.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String

        init(_ call: String) { description = "\(call): \(String(cString: strerror(errno)))" }
    }

    init(descriptor: Int32) {
        self.descriptor = descriptor
        // Nothing blocks for ever.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Foundation.close(descriptor) }

    /// Connects to a port of this machine.
    ///
    /// - Parameter receiveBuffer: bytes that the system may hold for this socket; its own choice where it is nil.
    public static func connect(port: Int, receiveBuffer: Int32? = nil) async throws -> RawSocket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("socket") }
        let raw = RawSocket(descriptor: descriptor)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        try await raw.blocking {
            var address = loopback(port: port)
            let status = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else { throw Failure("connect") }
        }
        return raw
    }

    /// Sends bytes.
    public func send(_ bytes: [UInt8]) async throws {
        try await blocking { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Failure("send") }
                sent += count
            }
        }
    }

    /// Sends text.
    public func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Receives this many bytes, or fewer where the peer has ended.
    public func receive(_ count: Int) async throws -> [UInt8] {
        try await blocking { [descriptor] in
            var bytes = [UInt8](repeating: 0, count: count)
            var received = 0
            while received < count {
                let size = try Self.receive(descriptor, into: &bytes[received...])
                guard size > 0 else { break }
                received += size
            }
            return Array(bytes.prefix(received))
        }
    }

    /// A connection that was reset has ended, too.
    private static func receive(_ descriptor: Int32, into bytes: inout ArraySlice<UInt8>) throws -> Int {
        let size = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard size >= 0 || errno == ECONNRESET else { throw Failure("recv") }
        return max(0, size)
    }

    /// Receives until the peer ends, at most a megabyte.
    public func receiveAll() async throws -> [UInt8] { try await receive(1 << 20) }

    /// Receives up to and with the end of an HTTP head, byte by byte: what follows stays.
    public func receiveHead() async throws -> String {
        try await blocking { [descriptor] in
            var head: [UInt8] = []
            var byte: ArraySlice<UInt8> = [0]
            while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), head.count < 65_536 {
                guard try Self.receive(descriptor, into: &byte) > 0 else { break }
                head += byte
            }
            return String(decoding: head, as: UTF8.self)
        }
    }

    /// Sends no more, but still receives.
    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends the connection at once, without the usual farewell: the peer sees a reset.
    public func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        // The number stays taken until the end of this object: nobody else gets it meanwhile.
        let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        dup2(other, descriptor)
        Foundation.close(other)
    }

    private func blocking<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
