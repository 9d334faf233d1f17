import Candid
import Hummingbird
import ICProtocol
import Logging

/// Answers requests over HTTP. Whatever a web page on another address asks is answered too: the replica has nothing to
/// hide from the machine that it runs on.
struct ReplicaResponder: HTTPResponder {
    let service: ReplicaService
    let log: Logger

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        var response: Response
        do throws(ServiceRefusal) {
            response = try await answer(request)
        } catch {
            log.debug("refused", metadata: ["path": "\(request.uri.path)", "reason": "\(error)"])
            response = Response(error)
        }
        // What a canister says of itself is not said once more.
        for field in CrossOrigin.headers where !response.headers.contains(field.name) { response.headers.append(field) }
        return response
    }

    private func answer(_ request: Request) async throws(ServiceRefusal) -> Response {
        if let canister = try GatewayExchange.canister(of: request) { return try await answer(request, by: canister) }
        let route = try Route(path: request.uri.path)
        if request.method == .options { return CrossOrigin.preflight(for: route) }
        guard request.method.rawValue == route.method else {
            throw .methodNotAllowed(
                found: request.method.rawValue, path: request.uri.path, allowed: "\(route.method) or OPTIONS")
        }
        if route == .status { return Response(cbor: service.status.encoded) }
        try checkContentType(of: request)
        let body = try await RequestBytes.collectBody(of: request, limit: service.limits.bodySize)
        switch route {
        case .status: return Response(cbor: service.status.encoded)
        case .call(let version, let destination):
            let call = try verified(body, .call, at: destination)
            let response = try await ServiceRefusal.wrapping { () throws(ReplicaError) in
                try await service.call(call, waits: version != .v2)
            }
            return Response(response.answer(at: version))
        case .query(let destination):
            let query = try verified(body, .query, at: destination)
            return Response(
                cbor: try await ServiceRefusal.wrapping { () throws(ReplicaError) in try await service.query(query).encoded })
        case .readState(let isVersion2, let destination):
            let reading = try verified(body, .readState, at: destination)
            return Response(cbor: try service.readState(reading, isVersion2: isVersion2).encoded)
        }
    }

    /// Lets a canister answer.
    private func answer(_ request: Request, by canister: Principal) async throws(ServiceRefusal) -> Response {
        if GatewayExchange.isPreflight(request) { return CrossOrigin.preflightForCanister }
        let limits = service.limits
        let gatewayRequest = try await GatewayExchange.request(request, limit: limits.gatewayBody)
        let reply = try await CanisterGateway(service).answer(gatewayRequest, by: canister)
        return try GatewayExchange.response(reply, of: canister, to: request, limits: limits)
    }

    private func verified(
        _ body: [UInt8], _ kind: RequestContent.Kind, at destination: Endpoint.Destination
    ) throws(ServiceRefusal) -> AuthenticRequest {
        try service.check(destination)
        return try service.verified(body, sentTo: Endpoint(kind, at: destination))
    }

    private func checkContentType(of request: Request) throws(ServiceRefusal) {
        guard request.mediaType == "application/cbor" else {
            throw .contentType(found: request.headers[.contentType])
        }
    }
}

extension Response {
    /// What a replica answers with.
    init(cbor body: [UInt8], status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: "application/cbor"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    init(_ answer: HTTPAnswer) {
        self = answer.body.isEmpty
            ? Response(status: .init(code: answer.status)) : Response(cbor: answer.body, status: .init(code: answer.status))
    }

    /// A refusal in words.
    init(_ refusal: ServiceRefusal) {
        self.init(
            status: .init(code: refusal.httpStatus), headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: "\(refusal)")))
        if case .methodNotAllowed(_, _, let allowed) = refusal {
            headers[.allow] = allowed.replacing(" or ", with: ", ")
        }
        if refusal.httpStatus == 503 { headers[.retryAfter] = "1" }
    }
}
