import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// Carries requests over HTTP, or HTTPS with certificates of the system's authorities.
///
/// Redirections are not followed: a signed request goes where its sender said.
public struct HTTPTransport: Transport {
    public let destination: String
    public let isLoopback: Bool

    /// One for the whole process, since it is to be shared; it lives as long as the process does.
    private static let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

    /// The most connections to one network.
    public static let maximumConnections = 900

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        // Who sends a request decides whether it may be sent again.
        configuration.connectionPool.retryConnectionEstablishment = false
        // With HTTP/2 all requests would share one connection, of as many at a time as the other end likes.
        configuration.httpVersion = .http1Only
        // A call takes a connection as long as it waits for its end, and those of many users may be carried at a time.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = maximumConnections
        return configuration
    }

    /// Takes the address of a network: `http` or `https`, a host, and a port where it is not the usual one.
    ///
    /// - Throws: ``TransportError/invalidAddress(_:reason:)``.
    public init(_ address: String) throws(TransportError) {
        guard let url = URLComponents(string: address) else {
            throw .invalidAddress(address, reason: "it cannot be parsed")
        }
        guard let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https" else {
            throw .invalidAddress(address, reason: "it does not begin with http:// or https://")
        }
        guard let host = url.host, !host.isEmpty else { throw .invalidAddress(address, reason: "it names no host") }
        guard url.user == nil, url.password == nil, url.query == nil, url.fragment == nil,
            url.path.isEmpty || url.path == "/"
        else {
            throw .invalidAddress(address, reason: "it has more than a host and a port")
        }
        if let port = url.port, !(1...65_535).contains(port) {
            throw .invalidAddress(address, reason: "the port is not from 1 to 65535")
        }
        destination = "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
        isLoopback = LoopbackHost.contains(host)
    }

    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var message = HTTPClientRequest(url: destination + request.path)
        if let body = request.body {
            message.method = .POST
            message.headers.add(name: "content-type", value: "application/cbor")
            message.body = .bytes(ByteBuffer(bytes: body))
        }
        do {
            let response = try await Self.client.execute(message, timeout: TimeAmount(request.timeout))
            let body = try await response.body.collect(upTo: request.maximumResponseSize)
            return TransportResponse(status: Int(response.status.code), body: Array(body.readableBytesView))
        } catch {
            throw failure(error, of: request)
        }
    }

    private func failure(_ error: any Error, of request: TransportRequest) -> TransportError {
        switch error {
        case is CancellationError: .cancelled
        case is NIOTooManyBytesError: .tooLarge(maximum: request.maximumResponseSize)
        case let error as HTTPClientError: failure(error, of: request)
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first?.error as? IOError {
                failure(first)
            } else {
                .unreachable(destination: destination, reason: "\(error.host) has no address that answers")
            }
        case let error as IOError: failure(error)
        default: .broken(destination: destination, reason: "\(error)")
        }
    }

    private func failure(_ error: IOError) -> TransportError {
        let reason = String(cString: strerror(error.errnoCode))
        // Without a connection nothing was sent.
        return switch error.errnoCode {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL:
            .unreachable(destination: destination, reason: reason)
        default: .broken(destination: destination, reason: reason)
        }
    }

    private func failure(_ error: HTTPClientError, of request: TransportRequest) -> TransportError {
        switch error {
        case .cancelled: .cancelled
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            .unreachable(destination: destination, reason: error.description)
        case .deadlineExceeded, .readTimeout, .writeTimeout:
            .timedOut(destination: destination, after: request.timeout)
        default: .broken(destination: destination, reason: error.description)
        }
    }
}
