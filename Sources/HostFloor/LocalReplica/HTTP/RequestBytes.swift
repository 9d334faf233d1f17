import Hummingbird
import NIOCore

/// The body of a request, which is held to a size while it comes.
package enum RequestBytes {
    /// Takes the whole body.
    package static func collect(_ request: Request, limit: Int) async throws(RequestBytesError) -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw .tooLarge(maximum: limit)
        }
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw .tooLarge(maximum: limit)
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw .tooLarge(maximum: limit)
        } catch {
            throw .incomplete
        }
    }
}

/// Why there is no whole body.
package enum RequestBytesError: Error, Hashable, Sendable {
    /// It has more bytes than are taken.
    case tooLarge(maximum: Int)
    /// It ended too early.
    case incomplete
}

extension RequestBytes {
    /// Takes the whole body of a request to a replica.
    static func collectBody(of request: Request, limit: Int) async throws(ServiceRefusal) -> [UInt8] {
        do throws(RequestBytesError) {
            return try await collect(request, limit: limit)
        } catch {
            switch error {
            case .tooLarge(let maximum): throw .bodyTooLarge(maximum: maximum)
            case .incomplete: throw .bodyIncomplete
            }
        }
    }
}
