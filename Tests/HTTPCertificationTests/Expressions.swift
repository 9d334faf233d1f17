import HTTPCertification
import SHA256
import Testing
import TestSupport

@Suite("A certification expression")
struct Expressions {
    private static let cached = names("Cache-Control", "ETag", "Content-Length", "Content-Type", "Content-Encoding")
    private static let cachedText =
        #"["Cache-Control","ETag","Content-Length","Content-Type","Content-Encoding"]"#
    private static let requests = CertificationExpression.RequestParts(
        headers: names("Accept", "Accept-Encoding", "If-Match"), queryParameters: names("foo", "bar", "baz"))
    private static let requestText =
        #"request_certification:RequestCertification{certified_request_headers:["Accept","Accept-Encoding","#
        + #""If-Match"],certified_query_parameters:["foo","bar","baz"]},"#

    static let texts: [(CertificationExpression.ResponseHeaders, CertificationExpression.RequestParts?, String)] = [
        (.including(cached), nil, "no_request_certification:Empty{}," + responseText("certified_response_headers", cachedText)),
        (
            .excluding(names("Date", "Cookie", "Set-Cookie")), nil,
            "no_request_certification:Empty{},"
                + responseText("response_header_exclusions", #"["Date","Cookie","Set-Cookie"]"#)
        ),
        (.including([]), nil, "no_request_certification:Empty{}," + responseText("certified_response_headers", "[]")),
        (.excluding([]), nil, "no_request_certification:Empty{}," + responseText("response_header_exclusions", "[]")),
        (.including(cached), requests, requestText + responseText("certified_response_headers", cachedText)),
        (
            .excluding([]), CertificationExpression.RequestParts(),
            "request_certification:RequestCertification{certified_request_headers:[],certified_query_parameters:[]},"
                + responseText("response_header_exclusions", "[]")
        ),
    ]

    private static func responseText(_ field: String, _ list: String) -> String {
        "response_certification:ResponseCertification{\(field):ResponseHeaderList{headers:\(list)}}"
    }

    @Test("has the text of the specification's grammar, as released libraries write it", arguments: texts)
    func text(
        response: CertificationExpression.ResponseHeaders, request: CertificationExpression.RequestParts?, text: String
    ) throws {
        let expression = try CertificationExpression(response, request: request)
        let whole = "default_certification(ValidationArgs{certification:Certification{\(text)}})"
        #expect(String(decoding: expression.text, as: UTF8.self) == whole)
        #expect(expression.digest == SHA256.hash(Array(whole.utf8)))
    }

    @Test("may certify nothing, or everything about a response")
    func known() throws {
        let nothing = CertificationExpression.nothing
        #expect(
            String(decoding: nothing.text, as: UTF8.self)
                == "default_certification(ValidationArgs{no_certification:Empty{}})")
        let everything = CertificationExpression.everyResponseHeader
        #expect(everything.digest == (try CertificationExpression(.excluding([]))).digest)
        #expect(nothing.digest != everything.digest)
    }

    @Test(
        "refuses names that no header or parameter has",
        arguments: [
            (names("a\"b"), HTTPCertificationError.name(Array("a\"b".utf8))), (names(""), .name([])),
            (names("with space"), .name(Array("with space".utf8))), (names("Größe"), .name(Array("Größe".utf8))),
            (names("ETag", "IC-Certificate"), .reservedHeader(Array("IC-Certificate".utf8))),
            (names("ic-certificateEXPRESSION"), .reservedHeader(Array("ic-certificateEXPRESSION".utf8))),
        ])
    func refusals(list: [[UInt8]], expected: HTTPCertificationError) throws {
        for headers in [CertificationExpression.ResponseHeaders.including(list), .excluding(list)] {
            let error = #expect(throws: HTTPCertificationError.self) { try CertificationExpression(headers) }
            #expect(error == expected)
            #expect(error?.description.isEmpty == false)
        }
        if case .name = expected {
            let parts = CertificationExpression.RequestParts(headers: list)
            let error = #expect(throws: HTTPCertificationError.self) {
                try CertificationExpression(.excluding([]), request: parts)
            }
            #expect(error == expected)
        }
    }

    @Test("refuses query parameters that would end the string in its text", arguments: ["", "a\"", "a\\", "a\nb"])
    func parameters(name: String) throws {
        let parts = CertificationExpression.RequestParts(queryParameters: names(name))
        let error = #expect(throws: HTTPCertificationError.self) {
            try CertificationExpression(.excluding([]), request: parts)
        }
        #expect(error == .name(Array(name.utf8)))
        _ = try CertificationExpression(.excluding([]), request: .init(queryParameters: names("größe[0]", "a b")))
    }
}

/// The UTF-8 of names.
func names(_ names: String...) -> [[UInt8]] { names.map { Array($0.utf8) } }

func header(_ name: String, _ value: String) -> HTTPHeader {
    HTTPHeader(name: Array(name.utf8), value: Array(value.utf8))
}
