import Hummingbird

/// Answers at the port of an HTTP gateway: the interface of the instance's replica, and its topology.
struct GatewayResponder: HTTPResponder {
    let instance: Instance
    let activity: Activity

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        activity.begin()
        defer { activity.end() }
        let parts = request.uri.path.split(separator: "/").map(String.init)
        if parts.first == "api" { return try await instance.replica.respond(to: request, context: context) }
        let response =
            parts == ["_", "topology"]
            ? Response(json: instance.topology)
            : Response(
                PocketICRefusal.notSupported(
                    "'\(request.uri.path)' at an HTTP gateway, which passes on /api/… and /_/topology alone; it serves "
                        + "no assets of canisters"))
        return response.readableByAll
    }
}
