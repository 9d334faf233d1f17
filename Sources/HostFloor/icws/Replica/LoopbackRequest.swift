import Foundation
import Glibc
import LocalReplica

/// A request over HTTP to this machine, small enough to do without a client: to see whether a replica answers.
struct LoopbackRequest {
    let address: ReplicaAddress
    /// Seconds after which it is given up.
    var timeout = 5

    init(_ address: ReplicaAddress) { self.address = address }

    enum Failure: Error, CustomStringConvertible {
        case noConnection(ReplicaAddress, reason: String)
        case noAnswer(ReplicaAddress)
        case status(ReplicaAddress, line: String)

        var description: String {
            switch self {
            case .noConnection(let address, let reason): "nothing answers at \(address.url): \(reason)"
            case .noAnswer(let address): "what listens at \(address.url) does not answer over HTTP"
            case .status(let address, let line): "\(address.url) answered '\(line)', where 200 was expected"
            }
        }
    }

    /// The body of the answer.
    func get(_ path: String) throws(Failure) -> [UInt8] {
        let connection = try connect()
        defer { close(connection) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(address.url.dropFirst(7))\r\nConnection: close\r\n\r\n".utf8)
        guard request.withUnsafeBytes({ send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) })
            == request.count
        else { throw .noAnswer(address) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while answer.count < 1 << 20 {
            let count = buffer.withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { throw .noAnswer(address) }
        let line = String(decoding: answer.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        guard line.contains(" 200 ") else { throw .status(address, line: line) }
        return Array(answer[end.upperBound...])
    }

    private func connect() throws(Failure) -> Int32 {
        let isIPv6 = address.host.contains(":")
        let connection = socket(
            isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard connection >= 0 else { throw .noConnection(address, reason: String(cString: strerror(errno))) }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        let port = in_port_t(UInt16(clamping: address.port)).bigEndian
        let result: Int32
        if isIPv6 {
            var target = sockaddr_in6()
            target.sin6_family = sa_family_t(AF_INET6)
            target.sin6_port = port
            inet_pton(AF_INET6, address.host, &target.sin6_addr)
            result = Self.connect(connection, to: target)
        } else {
            var target = sockaddr_in()
            target.sin_family = sa_family_t(AF_INET)
            target.sin_port = port
            inet_pton(AF_INET, address.host, &target.sin_addr)
            result = Self.connect(connection, to: target)
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            close(connection)
            throw .noConnection(address, reason: reason)
        }
        return connection
    }

    private static func connect<Address>(_ connection: Int32, to target: Address) -> Int32 {
        withUnsafePointer(to: target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
