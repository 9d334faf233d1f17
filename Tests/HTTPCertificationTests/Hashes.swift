@testable import HTTPCertification
import Bytes
import SHA256
import Testing
import TestSupport

/// The expected hashes are those that the tests of the released library hold.
@Suite("The hashes of requests and responses")
struct Hashes {
    private static let certifiedText =
        #"default_certification(ValidationArgs{certification:Certification{no_request_certification:Empty{},"#
        + #"response_certification:ResponseCertification{certified_response_headers:ResponseHeaderList{"#
        + #"headers:["Accept-Encoding","Cache-Control"]}}}})"#
    private static let excludedText =
        #"default_certification(ValidationArgs{certification:Certification{no_request_certification:Empty{},"#
        + #"response_certification:ResponseCertification{response_header_exclusions:ResponseHeaderList{"#
        + #"headers:["Content-Security-Policy"]}}}})"#

    private let headers = [
        header("Accept-Encoding", "gzip"), header("Cache-Control", "no-cache"), header("Cache-Control", "no-store"),
        header("Content-Security-Policy", "default-src 'self'"),
    ]

    private func structured(_ pairs: [(String, [UInt8])]) -> String {
        var hash = RepresentationIndependentHash()
        for (name, value) in pairs { hash.add(Array(name.utf8), value) }
        return hex(hash.digest.bytes)
    }

    @Test("of maps do not depend on the order, and count each name as often as it comes")
    func maps() {
        let message = ("message", Array("Hello World!".utf8))
        let (foo, bar) = (("name", Array("foo".utf8)), ("name", Array("bar".utf8)))
        #expect(
            structured([foo, message, ("answer", [42])])
                == "b0c6f9191e37dceafdfc47fbfc7e9cc95f21c7b985c2f7ba5855015c2a8f13ac")
        for order in [[foo, bar, message], [foo, message, bar], [message, bar, foo]] {
            #expect(structured(order) == "435f77c9bdeca5dba4a4b8a34e4f732b4311f1fc252ec6d4e8ee475234b170f9")
        }
        #expect(
            structured([("bytes", [1, 2, 3, 4])])
                == "546729666d96a712bd94f902a0388e33f9a19a335c35bc3d95b0221a4a574455")
    }

    @Test("of a response's headers have the status among them")
    func responseHeaders() {
        let status = (":ic-cert-status", [0xc8, 0x01] as [UInt8])
        let some = headers[..<3].map { (String(decoding: $0.name, as: UTF8.self).lowercased(), $0.value) }
        #expect(
            structured(some + [("ic-certificateexpression", Array(Self.certifiedText.utf8)), status])
                == "eac859a99d5bd7b71f46dbacecff4aaa0a7a7131802c136a77a76c8e018af5f7")
        #expect(
            structured([
                ("content-security-policy", headers[3].value),
                ("ic-certificateexpression", Array(Self.excludedText.utf8)), status,
            ]) == "d618f70bf2578d5a672374ffbaade3910e858384f42d01ac2863946ab596bcac")
    }

    @Test("of a response take in the headers that its expression says")
    func responses() throws {
        let expression = try CertificationExpression(.including(names("Accept-Encoding", "Cache-Control")))
        #expect(String(decoding: expression.text, as: UTF8.self) == Self.certifiedText)
        let response = try CertifiedResponse(headers: headers, body: "Hello World!", expression: expression)
        #expect(
            response.responseDigest.map { hex($0.bytes) }
                == "3393250e3cedc30408dcb7e8963898c3d7549b8a0b76496b82fdfeae99c2ac78")
        // Headers that are not certified change nothing, nor do the case of names and the order.
        let other = try CertifiedResponse(
            headers: [headers[2], header("ACCEPT-encoding", "gzip"), headers[1], header("Date", "today")],
            body: ResponseBody(Array("Hello World!".utf8)), expression: expression)
        #expect(other.responseDigest == response.responseDigest)

        let excluding = try CertificationExpression(.excluding(names("content-security-policy")))
        let without = try CertifiedResponse(headers: headers, body: "Hello World!", expression: excluding)
        let same = try CertifiedResponse(headers: Array(headers[..<3]), body: "Hello World!", expression: excluding)
        #expect(without.responseDigest == same.responseDigest)
        let all = try CertifiedResponse(headers: headers, body: "Hello World!")
        let fewer = try CertifiedResponse(headers: Array(headers[..<3]), body: "Hello World!")
        #expect(all.responseDigest != fewer.responseDigest)
    }

    @Test("of a response take the hash of its body as it is given")
    func bodies() throws {
        let expression = try CertificationExpression(.including(names("Accept-Encoding", "Cache-Control")))
        let digest = Digest(bytes("5462fc394013080effc31d578ec3fff8b44cdf24738b38a77ce4afacbc93a7f5"))
        let body = ResponseBody(constant: UnsafeRawBufferPointer(start: nil, count: 0), digest: digest)
        let response = try CertifiedResponse(headers: headers, body: body, expression: expression)
        #expect(
            response.responseDigest.map { hex($0.bytes) }
                == "1afc744a377cb8785d1078f53f9bbc9160d86b7a05f490e42c89366326eaef20")
        let text: ResponseBody = "Hello"
        #expect(text.digest == SHA256.hash("Hello"))
        #expect(text.count == 5)
        #expect(text.withUnsafeBytes { Array($0) } == Array("Hello".utf8))
        #expect(ResponseBody([]).digest == ResponseBody(constant: UnsafeRawBufferPointer(start: nil, count: 0)).digest)
    }

    private func request(_ url: String) -> CertifiedRequest {
        CertifiedRequest(
            method: Array("POST".utf8), url: Array(url.utf8),
            headers: [
                header("Accept-Language", "en"), header("Accept-Language", "en-US"), header("Host", "https://ic0.app"),
            ],
            body: [0, 1, 2, 3, 4, 5, 6])
    }

    @Test("of a request take in the headers and parameters that an expression says")
    func requests() {
        let host = CertificationExpression.RequestParts(headers: names("host"))
        #expect(
            hex(request("https://ic0.app").digest(certifying: host).bytes)
                == "10796453466efb3e333891136b8a5931269f77e40ead9d437fcee94a02fa833c")
        let parts = CertificationExpression.RequestParts(headers: names("host"), queryParameters: names("q", "name"))
        let url = "https://ic0.app?q=hello+world&name=foo&name=bar&color=purple"
        let digest = request(url).digest(certifying: parts)
        #expect(hex(digest.bytes) == "3ade1c9054f05bc8bcebd3fd7b884078a6e67c63e5ac4a639fa46a47f5a955c9")
        #expect(request(url + "#index.html").digest(certifying: parts) == digest)
        #expect(request("/?q=hello+world&x&name=foo&name=bar").digest(certifying: parts) == digest)
        for other in [
            "/?q=hello+world&name=bar&name=foo", "/?q=hello+world&name=foo", "/?q=hello%20world&name=foo&name=bar",
            "/?Q=hello+world&name=foo&name=bar", "/",
        ] {
            #expect(request(other).digest(certifying: parts) != digest)
        }
        // No parameter is as no query.
        for url in ["/a?color=red", "/?", "/a?Q=1#?q=1"] {
            #expect(request(url).digest(certifying: parts) == request("/").digest(certifying: parts))
        }
    }

    @Test("are not made of what no response is")
    func refusals() throws {
        let search = try CertificationExpression(.excluding([]), request: .init())
        let get = CertifiedRequest(method: Array("GET".utf8), url: Array("/".utf8))
        let attempts: [(HTTPCertificationError, () throws(HTTPCertificationError) -> CertifiedResponse)] = [
            (.status(99), { () throws(HTTPCertificationError) in try .init(status: 99, headers: [], body: "") }),
            (.status(1000), { () throws(HTTPCertificationError) in try .init(status: 1000, headers: [], body: "") }),
            (
                .name(Array("a:b".utf8)),
                { () throws(HTTPCertificationError) in try .init(headers: [header("a:b", "c")], body: "") }
            ),
            (
                .headerValue(name: Array("a".utf8)),
                { () throws(HTTPCertificationError) in try .init(headers: [header("a", "b\r\nc: d")], body: "") }
            ),
            (
                .reservedHeader(Array("ic-certificate".utf8)),
                { () throws(HTTPCertificationError) in
                    try .init(headers: [header("ic-certificate", "x")], body: "")
                }
            ),
            (
                .requestMissing,
                { () throws(HTTPCertificationError) in try .init(headers: [], body: "", expression: search) }
            ),
            (
                .requestNotCertified,
                { () throws(HTTPCertificationError) in try .init(headers: [], body: "", request: get) }
            ),
        ]
        for (expected, attempt) in attempts {
            let error = #expect(throws: HTTPCertificationError.self) { try attempt() }
            #expect(error == expected)
            #expect(error?.description.isEmpty == false)
        }
    }
}
