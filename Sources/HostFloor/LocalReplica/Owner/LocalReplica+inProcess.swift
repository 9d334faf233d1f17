import Hummingbird

extension LocalReplica {
    /// Answers a request as the HTTP interface does, in this process: whether or not the replica listens anywhere.
    package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        try await responder.respond(to: request, context: context)
    }
}
