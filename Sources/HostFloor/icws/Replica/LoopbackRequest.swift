import Foundation
import Glibc

/// A request over HTTP to this machine, small enough to do without a client: to see whether a replica answers.
struct LoopbackRequest {
    let host: String
    let port: Int
    /// Seconds after which it is given up.
    var timeout = 5

    enum Failure: Error, CustomStringConvertible {
        case noConnection(String, Int, reason: String)
        case noAnswer(String, Int)
        case status(String, Int, line: String)

        var description: String {
            switch self {
            case .noConnection(let host, let port, let reason): "nothing answers at \(host):\(port): \(reason)"
            case .noAnswer(let host, let port): "what listens at \(host):\(port) does not answer over HTTP"
            case .status(let host, let port, let line): "\(host):\(port) answered '\(line)', where 200 was expected"
            }
        }
    }

    /// The body of the answer.
    func get(_ path: String) throws(Failure) -> [UInt8] {
        let connection = try connect()
        defer { close(connection) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n\r\n".utf8)
        guard request.withUnsafeBytes({ send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) })
            == request.count
        else { throw .noAnswer(host, port) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while answer.count < 1 << 20 {
            let count = buffer.withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { throw .noAnswer(host, port) }
        let line = String(decoding: answer.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        guard line.contains(" 200 ") else { throw .status(host, port, line: line) }
        return Array(answer[end.upperBound...])
    }

    private func connect() throws(Failure) -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard connection >= 0 else { throw .noConnection(host, port, reason: String(cString: strerror(errno))) }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            close(connection)
            throw .noConnection(host, port, reason: "expected an IPv4 address")
        }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            close(connection)
            throw .noConnection(host, port, reason: reason)
        }
        return connection
    }
}
