/// What carries requests to a network and brings answers back.
///
/// It vouches for nothing: whatever comes back is verified by who asked. The real one is ``HTTPTransport``; tests stand
/// in with one of their own.
public protocol Transport: Sendable {
    /// Where requests go, as people name it: `http://127.0.0.1:4943`.
    var destination: String { get }

    /// Whether requests stay on this machine. Only then may a root key be taken from whoever answers without more ado.
    var isLoopback: Bool { get }

    /// Carries one request, once.
    ///
    /// - Throws: ``TransportError``. A status such as 500 is an answer, and no error here.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
}

/// A request as it goes over HTTP.
public struct TransportRequest: Hashable, Sendable {
    /// The address below the network's: `/api/v2/status`.
    public var path: String

    /// The body in CBOR, which makes it a POST; a GET has none.
    public var body: [UInt8]?

    /// How long it may take until the answer is there as a whole.
    public var timeout: Duration

    /// The most bytes that the answer's body may have.
    public var maximumResponseSize: Int

    /// Puts a request together.
    public init(path: String, body: [UInt8]?, timeout: Duration, maximumResponseSize: Int) {
        self.path = path
        self.body = body
        self.timeout = timeout
        self.maximumResponseSize = maximumResponseSize
    }
}

/// An answer as it came over HTTP.
public struct TransportResponse: Hashable, Sendable {
    /// The status.
    public var status: Int

    /// The body: CBOR with status 200, a text with most others.
    public var body: [UInt8]

    /// Puts an answer together.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
