import Hummingbird

/// Answers requests below the address of an instance.
struct InstanceRoutes {
    let instance: Instance

    /// - Parameter path: what follows the address of the instance.
    func answer(_ request: RESTRequest, at path: [String]) async throws(PocketICRefusal) -> Response {
        if path.first == "api" { return try await forward(request, to: "/" + path.joined(separator: "/")) }
        let name = path.joined(separator: "/")
        let operations = InstanceOperation.all.filter { $0.path == name }
        guard !operations.isEmpty else {
            throw .notFound("There is nothing at '\(request.request.uri.path)': an instance has no '/\(name)' here.")
        }
        let methods = operations.map(\.method)
        if request.method == "OPTIONS" { return .preflight(methods) }
        guard let operation = operations.first(where: { $0.method == request.method }) else {
            throw request.methodNotAllowed(methods)
        }
        return Response(json: try await operation.perform(instance, request))
    }

    /// Lets the replica answer, by the interface that all agents speak.
    private func forward(_ request: RESTRequest, to path: String) async throws(PocketICRefusal) -> Response {
        var head = request.request.head
        head.path = path
        do {
            return try await instance.replica.respond(
                to: Request(head: head, body: request.request.body), context: request.context)
        } catch {
            throw PocketICRefusal(status: 500, message: "The replica could not answer: \(error)")
        }
    }
}
