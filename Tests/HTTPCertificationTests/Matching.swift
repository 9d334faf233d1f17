@testable import HTTPCertification
import Bytes
import Certification
import SHA256
import Testing
import TestSupport

@Suite("Certified responses")
struct Matching {
    private func page(_ name: String, status: UInt16 = 200) throws -> CertifiedResponse {
        try CertifiedResponse(status: status, headers: [], body: ResponseBody(Array(name.utf8)))
    }

    private func name(_ responses: borrowing CertifiedResponses, _ url: String) -> String? {
        responses.match(url: Array(url.utf8)).map { match in
            match.response.body.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                + (match.isFallback ? " (fallback)" : "")
        }
    }

    @Test("are found at their paths, or by the most specific fallback")
    func specific() throws {
        var responses = CertifiedResponses()
        #expect(name(responses, "/") == nil)
        try responses.set(page("home"), at: "/")
        try responses.set(page("docs"), at: "/docs/")
        try responses.set(page("guide"), at: "/docs/guide.html")
        #expect(name(responses, "/docs") == nil)
        try responses.setFallback(page("no docs"), below: "/docs/")
        try responses.setFallback(page("nothing"), below: "/")
        let expected = [
            ("/", "home"), ("/?a=b", "home"), ("//", "home"), ("/docs/", "docs"), ("/docs/guide.html", "guide"),
            ("/docs/guide%2Ehtml#part", "guide"), ("/docs", "no docs (fallback)"),
            ("/docs/guide.html/", "no docs (fallback)"), ("/docs/other", "no docs (fallback)"),
            ("/docs/a/b/c/", "no docs (fallback)"), ("/docsother", "nothing (fallback)"), ("/x", "nothing (fallback)"),
            ("/%3C*%3E", "nothing (fallback)"), ("/*", "nothing (fallback)"), ("/docs/%3C*%3E", "no docs (fallback)"),
        ]
        for (url, response) in expected { #expect(name(responses, url) == response, "\(url)") }
        let count = responses.count
        #expect(count == 5)
    }

    @Test("come, change and go, and the root is as if they had never been there")
    func changes() throws {
        var responses = CertifiedResponses()
        let none = responses.root()
        #expect(none == nil)
        try responses.set(page("a"), at: "/a/b")
        let one = responses.root()
        try responses.set(page("b"), at: "/a/c/d")
        try responses.setFallback(page("c"), below: "/a/b/e")
        try responses.set(page("x"), at: "/a/b")
        #expect(name(responses, "/a/b") == "x")
        let three = responses.root()
        #expect(three != one)
        try responses.set(page("a"), at: "//a///b")
        let (first, again) = (responses.remove(Array("/a/c/d".utf8)), responses.remove(Array("/a/c/d".utf8)))
        #expect(first && !again)
        let fallback = responses.removeFallback(below: Array("/a/b/e/".utf8))
        #expect(fallback)
        let same = responses.root()
        #expect(same == one)
        #expect(name(responses, "/a/c/d") == nil)
        try responses.set([], at: Array("/a/b".utf8))
        let (count, empty) = (responses.count, responses.root())
        #expect(count == 0)
        #expect(empty == nil)
        try responses.set(page("a"), at: "/a/b")
        responses.removeAll()
        let gone = responses.root()
        #expect(gone == nil)
    }

    @Test("may be several for a path, of which the request chooses")
    func several() throws {
        let search = try CertificationExpression(
            .excluding([]), request: .init(headers: names("accept"), queryParameters: names("q")))
        func found(_ word: String) throws -> CertifiedResponse {
            try CertifiedResponse(
                headers: [], body: ResponseBody(Array(word.utf8)), expression: search,
                request: get("/search?q=\(word)", headers: [header("Accept", "text/plain")]))
        }
        let plain = header("Accept", "text/plain")
        let site = Site()
        try site.responses.set([found("a"), found("b")], at: Array("/search".utf8))
        let match = try #require(site.match("/search?q=b"))
        #expect(match.responses.count == 2)
        func body(_ request: CertifiedRequest) -> [UInt8]? {
            match.response(to: request).map { $0.body.withUnsafeBytes { Array($0) } }
        }
        #expect(body(get("/search?q=b&page=2", headers: [plain])) == Array("b".utf8))
        #expect(body(get("/search?q=a", headers: [header("accept", "text/plain")])) == Array("a".utf8))
        #expect(body(get("/search?q=c", headers: [plain])) == nil)
        #expect(body(get("/search?q=a")) == nil)
        let post = CertifiedRequest(method: Array("POST".utf8), url: Array("/search?q=a".utf8), headers: [plain])
        #expect(body(post) == nil)
    }

    @Test("need a root that they are part of")
    func withoutRoot() throws {
        let site = Site()
        try site.responses.set(page("home"), at: "/")
        let match = try #require(site.match("/"))
        var writer = ByteWriter()
        let isWritten = site.responses.writeCertificateHeader(
            for: match, certificate: [1], under: site.root, to: &writer)
        #expect(!isWritten)
        #expect(writer.count == 0)
    }

    /// The example in the documentation of the released library.
    @Test("have the header that the released library writes")
    func released() throws {
        let expression = try CertificationExpression(.including([]), request: .init())
        let request = get("/index.html?foo=a&bar=b&baz=c")
        let site = Site(alone: true)
        let response = try CertifiedResponse(headers: [], body: "", expression: expression, request: request)
        try site.responses.set(response, at: "/example.json")
        _ = site.certify()
        let match = try #require(site.match("/example.json"))
        #expect(
            site.answer(response, match).value(of: "IC-Certificate")
                == "certificate=:AQID:, tree=:2dn3gwJJaHR0cF9leHBygwJMZXhhbXBsZS5qc29ugwJDPCQ+gwJYIFJ2k+R/YYbgGPADid"
                + "RdRwDurH06HXACVHlTIVrv1q4WgwJYIGvHTtoVXrGXb4aD1BvH+OW26d0CtLUdA43LP+42N6xpgwJYIM7zUx3VibIaHEUF14"
                + "Kx813l3Xlilg43Y5uGaABAA/i9ggNA:, expr_path=:2dn3g2lodHRwX2V4cHJsZXhhbXBsZS5qc29uYzwkPg==:, version=2")
    }
}
