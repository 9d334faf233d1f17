import Bytes
import SHA256

/// A response with its place in the tree of certified responses: what is hashed of it is hashed once.
///
/// ```swift
/// let page = try CertifiedResponse(
///     status: 200, headers: [HTTPHeader("Content-Type", "text/html")], body: "<p>Hello</p>")
/// ```
public struct CertifiedResponse: Sendable {
    /// From 100 to 999.
    public let status: UInt16

    /// The headers without `IC-Certificate` and `IC-CertificateExpression`. Whoever answers adds these two:
    /// ``expression`` has the text of one, and ``CertifiedResponses`` writes the other.
    public let headers: [HTTPHeader]

    public let body: ResponseBody

    /// What is certified.
    public let expression: CertificationExpression

    /// The request hash; `nil` if the expression does not certify requests.
    let requestDigest: Digest?

    /// The response hash; `nil` if the expression certifies nothing.
    let responseDigest: Digest?

    /// A response to certify.
    ///
    /// - Parameters:
    ///   - status: from 100 to 999.
    ///   - headers: without `IC-Certificate` and `IC-CertificateExpression`.
    ///   - body: what the gateway gets, with the content encoding that the headers name.
    ///   - expression: what is certified; by default everything about the response.
    ///   - request: the request that this answers, if the expression certifies requests.
    /// - Throws: ``HTTPCertificationError`` for a status, a header, or a request that does not go with the expression.
    public init(
        status: UInt16 = 200, headers: [HTTPHeader], body: ResponseBody,
        expression: CertificationExpression = .everyResponseHeader, request: CertifiedRequest? = nil
    ) throws(HTTPCertificationError) {
        guard status >= 100, status <= 999 else { throw .status(status) }
        for header in headers { try HeaderRules.check(header) }
        if request == nil, expression.requestParts != nil { throw .requestMissing }
        if request != nil, expression.requestParts == nil { throw .requestNotCertified }
        (self.status, self.headers, self.body, self.expression) = (status, headers, body, expression)
        if let request, let parts = expression.requestParts {
            requestDigest = request.digest(certifying: parts)
        } else {
            requestDigest = nil
        }
        responseDigest =
            expression.responseHeaders == nil
            ? nil : CertifiedResponse.digest(status, headers, body.digest, expression)
    }

    /// The response hash (HTTP Gateway Protocol Specification, "Response Hash Calculation").
    private static func digest(
        _ status: UInt16, _ headers: [HTTPHeader], _ body: Digest, _ expression: CertificationExpression
    ) -> Digest {
        var hash = RepresentationIndependentHash()
        for header in headers where expression.certifies(responseHeader: header.name) {
            hash.add(header.name.lowercasedASCII, header.value)
        }
        hash.add(SHA256.hash(HeaderRules.expression), expression.digest)
        var number = ByteWriter(capacity: 16)
        number.write(leb128: UInt64(status))
        hash.add(SHA256.hash(":ic-cert-status"), SHA256.hash(number))
        var hasher = SHA256()
        hasher.update(hash.digest)
        hasher.update(body)
        return hasher.finalize()
    }

    /// Whether this may answer a request: always, unless the expression certifies requests and this is another one.
    public func answers(_ request: CertifiedRequest) -> Bool {
        guard let requestDigest, let parts = expression.requestParts else { return true }
        return request.digest(certifying: parts) == requestDigest
    }

    /// The labels below the path: the expression's hash, then the hashes of request and response.
    var labels: [[UInt8]] {
        guard let responseDigest else { return [expression.digest.bytes] }
        return [expression.digest.bytes, requestDigest?.bytes ?? [], responseDigest.bytes]
    }
}
