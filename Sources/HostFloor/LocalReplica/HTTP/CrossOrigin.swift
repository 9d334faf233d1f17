import Hummingbird

/// What lets web pages of any origin speak to the replica (Fetch Standard, "HTTP-CORS protocol").
package enum CrossOrigin {
    /// On every response.
    package static let headers: HTTPFields = [.accessControlAllowOrigin: "*"]

    /// The answer to what a browser asks before it sends a request.
    static func preflight(for route: Route) -> Response { preflight(methods: "\(route.method), OPTIONS") }

    /// The same, by the methods that the address takes: `GET, POST, OPTIONS`.
    package static func preflight(methods: String) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: methods, .accessControlAllowHeaders: "*",
                .accessControlMaxAge: "7200",
            ])
    }

    /// The same where a canister is to answer, of which nobody knows what it takes.
    static var preflightForCanister: Response { preflight(methods: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS") }
}
