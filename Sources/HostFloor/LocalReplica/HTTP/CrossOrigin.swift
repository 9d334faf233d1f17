import Hummingbird

/// What lets web pages of any origin speak to the replica (Fetch Standard, "HTTP-CORS protocol").
enum CrossOrigin {
    /// On every response.
    static let headers: HTTPFields = [.accessControlAllowOrigin: "*"]

    /// The answer to what a browser asks before it sends a request.
    static func preflight(for route: Route) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: "\(route.method), OPTIONS", .accessControlAllowHeaders: "*",
                .accessControlMaxAge: "7200",
            ])
    }
}
