import Hummingbird
import NIOCore

/// The body of a request, which is held to a size while it comes.
enum RequestBytes {
    /// Takes the whole body.
    static func collect(_ request: Request, limit: Int) async throws(ServiceRefusal) -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw .bodyTooLarge(maximum: limit)
        }
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw .bodyTooLarge(maximum: limit)
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw .bodyTooLarge(maximum: limit)
        } catch {
            throw .bodyIncomplete
        }
    }
}
