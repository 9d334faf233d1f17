@testable import HTTPCertification
import Bytes
import Certification
import Foundation
import SHA256
import TestSupport

/// Certified responses beside another part of a canister's tree.
final class Site {
    var responses = CertifiedResponses()
    var root = CertifiedRoot()
    var certificate: [UInt8] = [1, 2, 3]

    init(alone: Bool = false) {
        if !alone { root.set("websocket", SHA256.hash("messages")) }
    }

    /// What the canister certifies.
    func certify() -> [UInt8] {
        if let digest = responses.root() { root.set("http_expr", digest) } else { root.remove("http_expr") }
        return root.digest.bytes
    }

    func match(_ url: String) -> ResponseMatch? { responses.match(url: Array(url.utf8)) }

    /// The response to a request with both headers, as the canister answers it; `nil` where nothing is certified.
    func answer(_ request: CertifiedRequest) -> Answer? {
        guard let match = responses.match(url: request.url), let response = match.response(to: request) else {
            return nil
        }
        return answer(response, match)
    }

    func answer(_ response: CertifiedResponse, _ match: ResponseMatch) -> Answer {
        var writer = ByteWriter()
        responses.writeCertificateHeader(
            for: match, response: response, certificate: certificate, under: root, to: &writer)
        let size = responses.certificateHeaderSize(
            for: match, response: response, certificateSize: certificate.count, under: root)
        precondition(size == writer.count)
        let own = [
            HTTPHeader(name: [UInt8](CertifiedResponses.expressionHeaderName), value: response.expression.text),
            HTTPHeader(name: [UInt8](CertifiedResponses.certificateHeaderName), value: writer.bytes),
        ]
        return Answer(
            status: response.status, headers: response.headers + own,
            body: response.body.withUnsafeBytes { Array($0) })
    }
}

/// A response as a gateway gets it.
struct Answer {
    var status: UInt16
    var headers: [HTTPHeader]
    var body: [UInt8]

    func value(of name: String) -> String? {
        headers.first { $0.isNamed(Array(name.utf8)) }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// A field of the header `IC-Certificate`, decoded.
    func field(_ name: String) -> [UInt8]? {
        value(of: "IC-Certificate")?.components(separatedBy: ", ").first { $0.hasPrefix("\(name)=:") }
            .flatMap { Data(base64Encoded: String($0.dropFirst(name.count + 2).dropLast())) }.map { [UInt8]($0) }
    }
}

func get(_ url: String, headers: [HTTPHeader] = []) -> CertifiedRequest {
    CertifiedRequest(method: Array("GET".utf8), url: Array(url.utf8), headers: headers)
}

extension CertifiedResponses {
    mutating func set(_ response: CertifiedResponse, at path: String) throws(HTTPCertificationError) {
        try set(response, at: Array(path.utf8))
    }

    mutating func setFallback(_ response: CertifiedResponse, below path: String) throws(HTTPCertificationError) {
        try setFallback(response, below: Array(path.utf8))
    }
}
