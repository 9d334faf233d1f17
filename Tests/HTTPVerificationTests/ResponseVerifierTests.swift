import Candid
import HTTPCertification
import HTTPVerification
import ICCertificates
import Testing

@Suite("A verifier of canisters' responses over HTTP")
struct ResponseVerifierTests {
    private static let html = HTTPHeader("Content-Type", "text/html")

    private static func response(
        _ body: StaticString, status: UInt16 = 200, _ expression: CertificationExpression = .everyResponseHeader,
        request: CertifiedRequest? = nil
    ) throws -> CertifiedResponse {
        try CertifiedResponse(
            status: status, headers: [html], body: ResponseBody(body), expression: expression, request: request)
    }

    private func page() throws -> SamplePage {
        try SamplePage { responses in
            try responses.set(try Self.response("index"), at: Array("/".utf8))
            try responses.set(try Self.response("sp\u{e4}t"), at: Array("/docs/sp\u{e4}t.html".utf8))
            try responses.setFallback(try Self.response("no docs", status: 404), below: Array("/docs".utf8))
            try responses.setFallback(try Self.response("nothing", status: 404), below: Array("/".utf8))
        }
    }

    private func get(_ url: String, _ headers: [HTTPHeader] = []) -> CertifiedRequest {
        CertifiedRequest(method: Array("GET".utf8), url: Array(url.utf8), headers: headers)
    }

    @Test(
        "takes what the canister certified for the path, or for the nearest one above",
        arguments: [
            ("/", "index"), ("/?a=b", "index"), ("//", "index"), ("/docs/sp%C3%A4t.html", "sp\u{e4}t"),
            ("/docs", "no docs"), ("/docs/", "no docs"), ("/docs/a/b/c", "no docs"), ("/doc", "nothing"),
            ("/a/", "nothing"),
        ])
    func takes(url: String, body: String) throws {
        let page = try page()
        let request = get(url)
        let response = try #require(page.answer(request))
        #expect(String(decoding: response.body, as: UTF8.self) == body)
        let expression = try page.verifier.verify(response, to: request, at: SamplePage.time)
        #expect(expression.responseHeaders == .excluding([]))
    }

    @Test("refuses what was changed in status, headers, or body")
    func refusesChanges() throws {
        let page = try page()
        let request = get("/")
        let response = try #require(page.answer(request))
        func refuses(_ change: (inout CanisterResponse) -> Void, _ location: SourceLocation = #_sourceLocation) {
            var changed = response
            change(&changed)
            #expect(throws: ResponseRefusal.self, sourceLocation: location) {
                try page.verifier.verify(changed, to: request, at: SamplePage.time)
            }
        }
        refuses { $0.status = 201 }
        refuses { $0.body[0] ^= 1 }
        refuses { $0.body += [0x20] }
        refuses { $0.headers.append(HTTPHeader("Set-Cookie", "a=b")) }
        refuses { $0.headers.removeFirst() }
        for header in response.headers.indices {
            refuses { $0.headers.append(response.headers[header]) }
            for byte in response.headers[header].value.indices where byte % 7 == 0 {
                refuses { $0.headers[header].value[byte] ^= 1 }
            }
        }
    }

    @Test("refuses the response of another path, and a fallback where something more specific answers")
    func refusesOtherPaths() throws {
        let page = try page()
        for (asked, answered) in [("/", "/docs"), ("/docs/sp%C3%A4t.html", "/docs/other"), ("/docs/x", "/x"), ("/x", "/")] {
            let response = try #require(page.answer(get(answered)))
            #expect(throws: ResponseRefusal.self, "\(answered) for \(asked)") {
                try page.verifier.verify(response, to: get(asked), at: SamplePage.time)
            }
        }
    }

    @Test("looks at a URL of very many segments as far as the tree goes alone", .timeLimit(.minutes(1)))
    func longURLs() throws {
        let page = try page()
        for (start, body) in [("/docs", "no docs"), ("", "nothing")] {
            let request = get(start + String(repeating: "/a", count: 40_000))
            let response = try #require(page.answer(request))
            #expect(String(decoding: response.body, as: UTF8.self) == body)
            _ = try page.verifier.verify(response, to: request, at: SamplePage.time)
        }
    }

    @Test("refuses a path that is not UTF-8")
    func refusesEncodings() throws {
        let page = try page()
        let response = try #require(page.answer(get("/%FF")))
        #expect(throws: ResponseRefusal.pathEncoding) {
            try page.verifier.verify(response, to: get("/%FF"), at: SamplePage.time)
        }
    }

    @Test("refuses a certificate that is too old, or another canister's")
    func refusesCertificates() throws {
        let page = try page()
        let response = try #require(page.answer(get("/")))
        #expect(throws: ResponseRefusal.self) {
            try page.verifier.verify(response, to: get("/"), at: SamplePage.time + 300_000_000_001)
        }
        let other = ResponseVerifier(
            canister: try Principal(bytes: [0, 0, 0, 0, 0, 0, 0, 8, 1, 1]), certificates: page.verifier.certificates)
        #expect(throws: ResponseRefusal.self) { try other.verify(response, to: get("/"), at: SamplePage.time) }
    }

    @Test("takes a certified request with its headers and parameters, and no other")
    func judgesRequests() throws {
        let parts = CertificationExpression.RequestParts(headers: [Array("accept".utf8)], queryParameters: [Array("q".utf8)])
        let expression = try CertificationExpression(.including([Array("content-type".utf8)]), request: parts)
        let request = get("/find?q=1&page=2", [HTTPHeader("Accept", "text/html"), HTTPHeader("Cookie", "c")])
        let page = try SamplePage { responses in
            try responses.set(try Self.response("one", expression, request: request), at: Array("/find".utf8))
        }
        var response = try #require(page.answer(request))
        response.headers.append(HTTPHeader("Server", "not certified"))
        for same in [get("/find?page=9&q=1", [HTTPHeader("accept", "text/html")]), request] {
            #expect(try page.verifier.verify(response, to: same, at: SamplePage.time).requestParts == parts)
        }
        for other in [
            get("/find?q=2&page=2", request.headers), get("/find?q=1"),
            CertifiedRequest(method: Array("POST".utf8), url: request.url, headers: request.headers),
            CertifiedRequest(method: request.method, url: request.url, headers: request.headers, body: [1]),
        ] {
            #expect(throws: ResponseRefusal.responseNotProven(.absent)) {
                try page.verifier.verify(response, to: other, at: SamplePage.time)
            }
        }
    }

    @Test("tells of a response of which nothing is certified")
    func tellsOfNothing() throws {
        let page = try SamplePage { responses in
            try responses.setFallback(try Self.response("any", .nothing), below: Array("/".utf8))
        }
        var response = try #require(page.answer(get("/x")))
        response.body = [1, 2, 3]
        #expect(try page.verifier.verify(response, to: get("/x"), at: SamplePage.time).responseHeaders == nil)
    }
}
