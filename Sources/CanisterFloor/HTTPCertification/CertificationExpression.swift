import Bytes
import SHA256

/// What of a request and its response is certified: the value of the `IC-CertificateExpression` header (HTTP Gateway
/// Protocol Specification, "The Certificate Expression Header").
///
/// Make one and use it for many responses: its text and its hash are made once.
///
/// ```swift
/// let everything = CertificationExpression.everyResponseHeader
/// let some = try CertificationExpression(.including(["Content-Type", "ETag"]))
/// let search = try CertificationExpression(.excluding([]), request: RequestParts(queryParameters: ["q"]))
/// ```
public struct CertificationExpression: Sendable {
    /// Which headers of a response are certified.
    public enum ResponseHeaders: Hashable, Sendable {
        /// Those of these names (`certified_response_headers`).
        case including([[UInt8]])
        /// All but those of these names (`response_header_exclusions`).
        case excluding([[UInt8]])
    }

    /// What of a request is certified besides its method and its body.
    public struct RequestParts: Hashable, Sendable {
        /// The names of headers (`certified_request_headers`).
        public var headers: [[UInt8]]
        /// The names of parameters in the URL's query (`certified_query_parameters`).
        public var queryParameters: [[UInt8]]

        public init(headers: [[UInt8]] = [], queryParameters: [[UInt8]] = []) {
            (self.headers, self.queryParameters) = (headers, queryParameters)
        }
    }

    /// Which headers of the response are certified; `nil` if nothing is certified at all.
    public let responseHeaders: ResponseHeaders?

    /// What of the request is certified; `nil` if the response stands for any request to its path.
    public let requestParts: RequestParts?

    /// The value of the header, in ASCII if the names are.
    public let text: [UInt8]

    /// The SHA-256 of ``text``.
    public let digest: Digest

    /// An expression that certifies the status, the body and headers of responses, and requests if wanted.
    ///
    /// - Parameters:
    ///   - responseHeaders: which headers of the response.
    ///   - requestParts: what of the request; `nil` if the response stands for any request to its path.
    /// - Throws: ``HTTPCertificationError/name(_:)`` and ``HTTPCertificationError/reservedHeader(_:)``.
    public init(
        _ responseHeaders: ResponseHeaders, request requestParts: RequestParts? = nil
    ) throws(HTTPCertificationError) {
        try responseHeaders.check()
        try requestParts?.check()
        self.init(checked: responseHeaders, requestParts)
    }

    /// Certifies the status, the body and all headers of responses, for any request to their paths.
    public static var everyResponseHeader: CertificationExpression {
        CertificationExpression(checked: .excluding([]), nil)
    }

    /// Certifies nothing: gateways believe whatever a replica answers under the path.
    ///
    /// Use it only where a forged answer does no harm.
    public static var nothing: CertificationExpression { CertificationExpression(checked: nil, nil) }

    private init(checked responseHeaders: ResponseHeaders?, _ requestParts: RequestParts?) {
        self.responseHeaders = responseHeaders
        self.requestParts = requestParts
        var writer = ByteWriter(capacity: 256)
        writer.write(responseHeaders, requestParts)
        text = writer.bytes
        digest = SHA256.hash(writer)
    }

    /// Whether the header of a name is certified with the response.
    func certifies(responseHeader name: [UInt8]) -> Bool {
        switch responseHeaders {
        case nil: false
        case .including(let names): names.contains { $0.equalsIgnoringCase(name) }
        case .excluding(let names): !names.contains { $0.equalsIgnoringCase(name) }
        }
    }
}
