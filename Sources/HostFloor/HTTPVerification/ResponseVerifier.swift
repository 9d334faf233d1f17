import Candid
import Certification
import HTTPCertification
import ICCertificates

/// A response over HTTP as a canister gave it.
public struct CanisterResponse: Hashable, Sendable {
    /// From 100 to 999.
    public var status: UInt16
    /// All of them, those of the certification too.
    public var headers: [HTTPHeader]
    /// With the content encoding that the headers name.
    public var body: [UInt8]

    public init(status: UInt16, headers: [HTTPHeader], body: [UInt8]) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// Whether the response says that it is certified, whatever that is worth.
    public var claimsCertificate: Bool { headers.contains { $0.isNamed(ResponseVerifier.certificateName) } }
}

/// Verifies that a canister's answer to a request over HTTP is what it certified, as gateways do it (HTTP Gateway
/// Protocol Specification, "Response Verification", version 2).
///
/// In this order: the certificate with its age; the canister's certified data in it is the digest of the tree; the path
/// of the expression is the most specific one for the request; the tree has the expression there, and below it the
/// hashes of request and response.
public struct ResponseVerifier: Sendable {
    /// The canister whose responses are taken.
    public let canister: Principal

    /// How certificates are judged.
    public let certificates: CertificateVerifier

    public init(canister: Principal, certificates: CertificateVerifier) {
        (self.canister, self.certificates) = (canister, certificates)
    }

    static let certificateName = Array("ic-certificate".utf8)
    static let expressionName = Array("ic-certificateexpression".utf8)

    /// Verifies a response.
    ///
    /// - Parameters:
    ///   - request: what was asked.
    ///   - now: nanoseconds since 1970.
    /// - Returns: what is certified of it, which may be nothing: see ``CertificationExpression/nothing``.
    public func verify(
        _ response: CanisterResponse, to request: CertifiedRequest, at now: UInt64
    ) throws(ResponseRefusal) -> CertificationExpression {
        let header = try CertificateHeader(parsing: try response.value(of: Self.certificateName))
        guard header.version == 2, let path = header.expressionPath else { throw .version(header.version) }
        let tree = try provenTree(header, at: now)
        try CertifiedPath(url: request.url).check(path, in: tree)
        let expression = try CertificationExpression(parsing: try response.value(of: Self.expressionName))
        let place = path + [expression.digest.bytes]
        guard case .found(let hashes) = tree.lookupSubtree(place) else { throw .expressionNotProven }
        guard expression.responseHeaders != nil else { return expression }
        let labels = try response.certified(by: expression, for: request)
        let lookup = hashes.lookup(labels)
        guard lookup == .found([]) else { throw .responseNotProven(lookup) }
        return expression
    }

    private func provenTree(_ header: CertificateHeader, at now: UInt64) throws(ResponseRefusal) -> HashTree {
        let tree: HashTree
        do throws(CertifiedTreeError) {
            tree = try certificates.verify(
                tree: header.tree, certificate: header.certificate, of: canister, at: now
            ).tree
        } catch {
            throw .proof(error)
        }
        guard tree.isWellFormed else { throw .unorderedTree }
        return tree
    }
}

extension CanisterResponse {
    /// The value of the one header of a name.
    fileprivate func value(of name: [UInt8]) throws(ResponseRefusal) -> [UInt8] {
        let found = headers.filter { $0.isNamed(name) }
        guard found.count == 1 else {
            throw .header(name: String(decoding: name, as: UTF8.self), count: found.count)
        }
        return found[0].value
    }

    /// The hashes of request and response by which the tree shows them.
    fileprivate func certified(
        by expression: CertificationExpression, for request: CertifiedRequest
    ) throws(ResponseRefusal) -> [[UInt8]] {
        let own = [ResponseVerifier.certificateName, ResponseVerifier.expressionName]
        do throws(HTTPCertificationError) {
            let certified = try CertifiedResponse(
                status: status, headers: headers.filter { header in !own.contains { header.isNamed($0) } },
                body: ResponseBody(body), expression: expression,
                request: expression.requestParts == nil ? nil : request)
            return certified.hashes
        } catch {
            throw .response(error)
        }
    }
}
