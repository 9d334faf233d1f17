import HTTPCertification

/// What an author can set about a site. The defaults let a page use what lies beside it, and nothing else.
public struct SiteSettings: Sendable {
    /// The header `content-security-policy` of whatever can run scripts, be it a file or set at run time: HTML, and XML
    /// with SVG. It says what a page may load, and whom it may speak to. Empty for none. A header of this name among
    /// ``headers``, or among those of a response, stands in its place.
    ///
    /// By default that is the site alone. A page that opens WebSockets at a gateway needs `connect-src` with its
    /// address.
    public var contentSecurityPolicy: StaticString =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

    /// Headers of everything that the site answers, beside `content-type`; all of them are certified.
    ///
    /// By default a browser asks anew each time, so that a new version is seen at once, believes the content type, and
    /// tells no other site where it came from. It tells this one: where a replica on one's own machine shows a page at
    /// `?canisterId=`, what the page needs is found by that.
    public var headers = [
        HTTPHeader("cache-control", "no-cache"),
        HTTPHeader("x-content-type-options", "nosniff"),
        HTTPHeader("referrer-policy", "same-origin"),
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
