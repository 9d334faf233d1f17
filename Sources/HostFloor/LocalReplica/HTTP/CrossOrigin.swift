import Hummingbird

/// What lets web pages of any origin speak to the replica (Fetch Standard, "HTTP-CORS protocol").
package enum CrossOrigin {
    /// On every response.
    package static let headers: HTTPFields = [.accessControlAllowOrigin: "*"]

    /// The answer to what a browser asks before it sends a request.
    ///
    /// - Parameter methods: what the address takes, `GET, POST`.
    package static func preflight(for methods: String) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: "\(methods), OPTIONS", .accessControlAllowHeaders: "*",
                .accessControlMaxAge: "7200",
            ])
    }
    /// The same where a canister is to answer, of which nobody knows what it takes.
    static var preflightForCanister: Response { preflight(for: "GET, HEAD, POST, PUT, PATCH, DELETE") }
}
