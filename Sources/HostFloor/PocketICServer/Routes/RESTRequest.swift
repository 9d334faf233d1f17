import Hummingbird
import LocalReplica

/// A request, as far as it matters where it goes: its method, the parts of its path, and its body once it is asked for.
struct RESTRequest {
    let request: Request
    let context: BasicRequestContext
    let limits: PocketICLimits
    /// The path without empty parts: a slash at its end makes no difference.
    let path: [String]

    init(_ request: Request, _ context: BasicRequestContext, _ limits: PocketICLimits) {
        (self.request, self.context, self.limits) = (request, context, limits)
        path = request.uri.path.split(separator: "/").map(String.init)
    }

    var method: String { request.method.rawValue }

    /// The body, which has to be JSON.
    func body<Body: Decodable>(_ type: Body.Type) async throws(PocketICRefusal) -> Body {
        guard request.mediaType == "application/json" else {
            throw PocketICRefusal(
                status: 415,
                message: "Unsupported content type '\(request.headers[.contentType] ?? "(none)")': expected "
                    + "'application/json'.")
        }
        return try JSONBody.decode(type, from: try await bytes(limit: limits.bodySize))
    }

    /// The body, whatever it is.
    func bytes(limit: Int) async throws(PocketICRefusal) -> [UInt8] {
        do throws(RequestBytesError) { return try await RequestBytes.collect(request, limit: limit) } catch {
            switch error {
            case .tooLarge(let maximum):
                throw .tooLarge("The body of the request is too large: at most \(maximum) bytes are taken.")
            case .incomplete: throw .badRequest("The body of the request ended too early.")
            }
        }
    }

    /// A number in the path.
    func number(at index: Int, of kind: String) throws(PocketICRefusal) -> Int {
        guard let number = Int(path[index]), number >= 0 else {
            throw .notFound("'\(path[index])' is no number of \(kind).")
        }
        return number
    }

    /// That the address is not called by this method.
    func methodNotAllowed(_ allowed: [String]) -> PocketICRefusal {
        PocketICRefusal(
            status: 405,
            message: "The method \(method) is not allowed at '\(request.uri.path)': expected "
                + allowed.joined(separator: " or ") + ".")
    }
}
