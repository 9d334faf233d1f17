import SHA256

/// A request that a response answers, as far as certification looks at it.
public struct CertifiedRequest: Sendable {
    /// The method, in capitals: `GET`.
    public var method: [UInt8]
    /// The URL as the gateway gives it: the path with the query.
    public var url: [UInt8]
    public var headers: [HTTPHeader]
    public var body: [UInt8]

    public init(method: [UInt8], url: [UInt8], headers: [HTTPHeader] = [], body: [UInt8] = []) {
        (self.method, self.url, self.headers, self.body) = (method, url, headers, body)
    }

    /// The request hash (HTTP Gateway Protocol Specification, "Request Hash Calculation").
    ///
    /// A request with none of the certified parameters has no `:ic-cert-query` among what is hashed: so gateways have
    /// it.
    ///
    /// - Parameter parts: what of the request is certified besides its method and its body. The names of headers may
    ///   differ in case, those of parameters may not.
    public func digest(certifying parts: CertificationExpression.RequestParts) -> Digest {
        var hash = RepresentationIndependentHash()
        for header in headers where parts.headers.contains(where: { header.isNamed($0) }) {
            hash.add(header.name.lowercasedASCII, header.value)
        }
        hash.add([UInt8](":ic-cert-method"), method)
        if let query = RequestURL.parameters(parts.queryParameters, of: url) {
            hash.add([UInt8](":ic-cert-query"), query)
        }
        var hasher = SHA256()
        hasher.update(hash.digest)
        hasher.update(SHA256.hash(body))
        return hasher.finalize()
    }
}
