import Bytes
import Candid
import Certification
import HTTPCertification

extension CertifiedSite {
    /// Answers the call at hand, a query of `http_request`, with what stands at the request's path.
    ///
    /// The body goes from where it lies to the system in one copy. It takes about 140,000 instructions, most of them
    /// for the certificate in base64, whatever the size of the body.
    ///
    /// - Throws: where no site was installed.
    public func answer(_ request: HTTPRequest) throws(EntryPointFailure) {
        guard let match = responses.match(url: request.url.bytes) else { throw .trap("the canister has no site") }
        let response = choose(match, request.method)
        var start = ByteWriter(capacity: 64)
        start.write(Self.candidHeader)
        start.write(leb128: UInt64(response.body.count))
        start.withUnsafeBytes { IncomingCall.append(toReply: $0) }
        response.body.withUnsafeBytes { IncomingCall.append(toReply: $0) }

        let certificate = CertifiedData.certificate
        var rest = ByteWriter(capacity: 4096)
        rest.write(leb128: UInt64(response.headers.count + (certificate == nil ? 0 : 2)))
        for header in response.headers {
            rest.write(candidText: header.name)
            rest.write(candidText: header.value)
        }
        if let certificate { writeProof(of: response, match, certificate, to: &rest) }
        // No upgrade to an update call; then the status.
        rest.write(0)
        rest.write(littleEndian: response.status)
        IncomingCall.reply(rest)
    }

    /// GET and HEAD get what is there; where that is nothing, all methods do.
    private func choose(_ match: ResponseMatch, _ method: Text) -> CertifiedResponse {
        let isRead = method == "GET" || method == "HEAD"
        guard !isRead, !match.isFallback, match.responses.count > 1 else { return match.response }
        return match.responses[1]
    }

    /// Writes the two headers by which a gateway verifies the response.
    private func writeProof(
        of response: CertifiedResponse, _ match: ResponseMatch, _ certificate: [UInt8], to writer: inout ByteWriter
    ) {
        writer.write(candidText: Self.bytes(of: CertifiedResponses.expressionHeaderName))
        writer.write(candidText: response.expression.text)
        writer.write(candidText: Self.bytes(of: CertifiedResponses.certificateHeaderName))
        let root = certification.root
        let size = responses.certificateHeaderSize(
            for: match, response: response, certificateSize: certificate.count, under: root)
        writer.write(leb128: UInt64(size))
        responses.writeCertificateHeader(
            for: match, response: response, certificate: certificate, under: root, to: &writer)
    }

    /// 0 record { body : 1; headers : 2; upgrade : 4; status_code : nat16 }, 1 blob, 2 vec of 3, 3 record { text; text
    /// }, 4 opt bool.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x05,
        0x6c, 0x04, 0xa2, 0xf5, 0xed, 0x88, 0x04, 0x01, 0xc6, 0xa4, 0xa1, 0x98, 0x06, 0x02,
        0x9c, 0xe9, 0xc6, 0x99, 0x06, 0x04, 0x9a, 0xa1, 0xb2, 0xf9, 0x0c, 0x7a,
        0x6d, 0x7b,
        0x6d, 0x03,
        0x6c, 0x02, 0x00, 0x71, 0x01, 0x71,
        0x6e, 0x7e,
        0x01, 0x00,
    ]
}

extension ByteWriter {
    /// Appends a Candid `text` of bytes that are UTF-8.
    fileprivate mutating func write(candidText bytes: [UInt8]) {
        write(leb128: UInt64(bytes.count))
        write(bytes)
    }
}
