import Hummingbird
import LocalReplica

/// Answers requests to a server.
struct PocketICResponder: HTTPResponder {
    let parts: ServerParts

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        parts.activity.begin()
        defer { parts.activity.end() }
        let log = parts.configuration.log
        do throws(PocketICRefusal) {
            let asked = RESTRequest(request, context, parts.configuration.limits)
            return try await ServerRoutes(parts: parts).answer(asked).readableByAll
        } catch {
            log.info("refused", metadata: ["path": "\(request.uri.path)", "reason": "\(error.message)"])
            return Response(error).readableByAll
        }
    }
}

extension Response {
    /// The answer to a browser that asks whether it may send a request.
    static func preflight(_ methods: [String]) -> Response {
        CrossOrigin.preflight(methods: (methods + ["OPTIONS"]).joined(separator: ", "))
    }
}
