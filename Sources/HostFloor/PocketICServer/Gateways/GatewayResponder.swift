import Hummingbird

/// Answers at the port of an HTTP gateway: the topology of the instance, and all that its replica answers, which is the
/// interface of a replica and the pages of canisters.
struct GatewayResponder: HTTPResponder {
    let instance: Instance
    let activity: Activity

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        activity.begin()
        defer { activity.end() }
        if request.uri.path.split(separator: "/") == ["_", "topology"] {
            return Response(json: instance.topology).readableByAll
        }
        return try await instance.replica.respond(to: request, context: context)
    }
}
