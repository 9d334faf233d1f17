import Foundation

/// Listens at a free port of the loopback interface, and gives the connections to a test.
public final class RawListener: Sendable {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "raw-listener")
    public let port: Int

    /// Starts to listen.
    public init() throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = listening
        var address = RawSocket.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, size) == 0 && listen(listening, 16) == 0
                    && getsockname(listening, $0, &size) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isBound else { throw RawSocket.Failure("listen") }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// The next connection.
    public func accept() async throws -> RawSocket {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [descriptor] in
                let accepted = Foundation.accept(descriptor, nil, nil)
                continuation.resume(
                    with: Result {
                        guard accepted >= 0 else { throw RawSocket.Failure("accept") }
                        return RawSocket(descriptor: accepted)
                    })
            }
        }
    }
}
