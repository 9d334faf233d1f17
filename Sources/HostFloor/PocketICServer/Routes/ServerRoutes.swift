import Hummingbird

/// Answers requests by their addresses.
struct ServerRoutes {
    let parts: ServerParts

    func answer(_ request: RESTRequest) async throws(PocketICRefusal) -> Response {
        switch request.path.first {
        case "status" where request.path.count == 1:
            return try await request.by(["GET": { () async throws(PocketICRefusal) in Response(status: .ok) }])
        case "instances": return try await InstancesRoutes(parts: parts).answer(request)
        case "blobstore": return try await BlobRoutes(blobs: parts.blobs).answer(request)
        case "http_gateway": return try await GatewayRoutes(parts: parts).answer(request)
        case "read_graph", "prune_graph":
            throw .notFound("No operation waits at '\(request.request.uri.path)': each is answered at once here.")
        case "verify_signature":
            _ = try await request.bytes(limit: request.limits.bodySize)
            throw .notSupported("/verify_signature: the verification of canister signatures")
        case "api.json": throw .notSupported("/api.json: a description of the interface")
        default:
            throw request.nothingHere
        }
    }
}

extension RESTRequest {
    typealias Answer = () async throws(PocketICRefusal) -> Response

    /// Answers by what the method of the request is.
    func by(_ answers: [String: Answer]) async throws(PocketICRefusal) -> Response {
        let methods = answers.keys.sorted()
        if method == "OPTIONS" { return .preflight(methods) }
        guard let answer = answers[method] else { throw methodNotAllowed(methods) }
        return try await answer()
    }

    /// That there is nothing at the address.
    var nothingHere: PocketICRefusal { .notFound("There is nothing at '\(request.uri.path)'.") }
}
