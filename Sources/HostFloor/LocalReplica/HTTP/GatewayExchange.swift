import Candid
import Hummingbird

private typealias HTTPField = HTTPFields.Element

/// Requests over HTTP for canisters, and their responses.
enum GatewayExchange {
    /// The canister that a request is for; `nil` where it is for the replica itself.
    static func canister(of request: Request) throws(ServiceRefusal) -> Principal? {
        if isReplicas(request.uri.path) { return nil }
        do throws(GatewayRefusal) {
            return try CanisterHost(
                authority: request.head.authority, path: request.head.path ?? "/", referer: request.headers[.referer]
            ).canister
        } catch {
            throw .gateway(error)
        }
    }

    /// Whether a path is one of the replica's own at every host: `/api/vN/status`, `/api/vN/canister/…` or
    /// `/api/vN/subnet/…`. Others under `/api` may be a canister's.
    private static func isReplicas(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].isEmpty, parts[1] == "api", parts[2].wholeMatch(of: /v[0-9]+/) != nil
        else { return false }
        switch parts[3] {
        case "status": return parts.count == 4
        case "canister", "subnet": return parts.count > 4
        default: return false
        }
    }

    /// Whether a browser asks for leave to send another request (Fetch Standard, "CORS-preflight request"). The gateway
    /// gives it, as gateways of the network do, whatever the canister is.
    static func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request.headers[.origin] != nil
            && request.headers[.accessControlRequestMethod] != nil
    }

    /// A request as a canister gets it.
    static func request(_ request: Request, limit: Int) async throws(ServiceRefusal) -> GatewayRequest {
        let body = try await RequestBytes.collectBody(of: request, limit: limit)
        var headers = request.headers.map { GatewayRequest.Header($0.name.rawName.lowercased(), $0.value) }
        if let authority = request.head.authority { headers.insert(GatewayRequest.Header("host", authority), at: 0) }
        return GatewayRequest(
            method: request.method.rawValue.uppercased(), url: request.head.path ?? "/", headers: headers, body: body)
    }

    /// A canister's reply as it is sent to the client.
    ///
    /// - Throws: why it is none that HTTP allows.
    static func response(
        _ reply: GatewayReply, of canister: Principal, to request: Request, limits: ReplicaLimits
    ) throws(ServiceRefusal) -> Response {
        func unusable(_ reason: String) -> ServiceRefusal {
            .gateway(.unusable(canister, method: "http_request", reason: reason))
        }
        guard (200...599).contains(reply.status) else {
            throw unusable("the status is \(reply.status), where 200 to 599 was expected")
        }
        var headers = HTTPFields()
        var size = 0
        for header in reply.headers {
            guard let name = HTTPField.Name(header.first) else {
                throw unusable("'\(header.first.prefix(100))' cannot be the name of a header")
            }
            guard HTTPField.isValidValue(header.second) else {
                throw unusable("the value of the header '\(name.rawName)' has characters that no header can have")
            }
            size += header.first.utf8.count + header.second.utf8.count + 4
            guard size <= limits.gatewayHeaderBytes else {
                throw unusable("the headers have more than \(limits.gatewayHeaderBytes) bytes")
            }
            // What is between the server and its client alone is the server's to say.
            guard !hopByHop.contains(name.canonicalName) else { continue }
            headers.append(HTTPField(name: name, value: header.second))
        }
        let isHead = request.method == .head
        let mayHaveBody = reply.status != 204 && reply.status != 304
        // What `GET` would have is told of it with `HEAD`.
        if isHead, mayHaveBody, headers[.contentLength] == nil { headers[.contentLength] = "\(reply.body.count)" }
        if !isHead { headers[.contentLength] = nil }
        let body = isHead || !mayHaveBody ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        var response = Response(status: .init(code: Int(reply.status)), headers: headers, body: body)
        if !mayHaveBody { response.headers[.contentLength] = nil }
        return response
    }

    /// Headers that concern one connection and not the message (RFC 9110, section 7.6.1).
    private static let hopByHop: Set<String> = [
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]
}
