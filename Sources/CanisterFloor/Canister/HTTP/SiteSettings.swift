import HTTPCertification

/// What an author can set about a site. The defaults let a page use what lies beside it, and nothing else.
public struct SiteSettings: Sendable {
    /// The header `content-security-policy` of HTML pages: what a page may load, and whom it may speak to. Empty for
    /// none.
    ///
    /// By default that is the site alone. A page that opens WebSockets at a gateway needs `connect-src` with its
    /// address.
    public var contentSecurityPolicy: StaticString =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

    /// Headers of everything that the site answers, beside `content-type`; all of them are certified.
    ///
    /// By default a browser asks anew each time, so that a new version is seen at once, believes the content type, and
    /// tells no other site where it came from.
    public var headers = [
        HTTPHeader("cache-control", "no-cache"),
        HTTPHeader("x-content-type-options", "nosniff"),
        HTTPHeader("referrer-policy", "no-referrer"),
    ]

    /// The most responses that are set at run time.
    public var maximumResponses = 1_000

    /// The most bytes that they may have together, headers and paths among them: 64 MiB.
    public var maximumTotalSize = 64 << 20

    /// The defaults.
    public init() {}

    /// The defaults with another policy for pages.
    public init(contentSecurityPolicy: StaticString) { self.contentSecurityPolicy = contentSecurityPolicy }
}
