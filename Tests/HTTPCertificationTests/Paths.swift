@testable import HTTPCertification
import Testing

@Suite("A path", .timeLimit(.minutes(60)))
struct Paths {
    @Test(
        "is cut at its slashes, and differs from the one with a slash at its end",
        arguments: [
            ("/", [""]), ("", [""]), ("/foo", ["foo"]), ("foo", ["foo"]), ("/foo/", ["foo", ""]), ("foo/", ["foo", ""]),
            ("/foo/bar", ["foo", "bar"]), ("/foo/bar/", ["foo", "bar", ""]), ("//foo///bar//", ["foo", "bar", ""]),
            ("///", [""]),
        ])
    func segments(path: String, segments: [String]) {
        let path = HTTPPath(Array(path.utf8))
        #expect(path.segments == segments.map { Array($0.utf8) })
        #expect(String(decoding: path.text, as: UTF8.self) == segments.map { "/" + $0 }.joined())
        #expect(path.withoutTrailingSlash.segments == segments.filter { !$0.isEmpty }.map { Array($0.utf8) })
        #expect(HTTPPath(path.text).segments == path.segments)
    }

    @Test(
        "of a URL is decoded, and ends where the query begins",
        arguments: [
            ("/index.html", "/index.html"), ("/a?b/c", "/a"), ("/a#b?c", "/a"), ("/a%20file.txt", "/a file.txt"),
            ("/%73ample", "/sample"), ("/a%2Fb", "/a/b"), ("/a%2fb%3Fc?d", "/a/b?c"), ("/100%", "/100%"),
            ("/%zz%4", "/%zz%4"), ("/%e6%97%a0", "/无"), ("https://host/a/b?c", "/a/b"), ("https://host?c", "/"),
            ("https://host", "/"), ("//host/a", "/host/a"), ("?a=b", "/"), ("/a://b", "/a:/b"), ("/%3C*%3E", "/<*>"),
        ])
    func urls(url: String, path: String) {
        #expect(String(decoding: HTTPPath(url: Array(url.utf8)).text, as: UTF8.self) == path)
    }

    @Test("of a URL is read as far as any in a tree can go")
    func long() throws {
        let site = Site()
        try site.responses.setFallback(CertifiedResponse(headers: [], body: "any"), below: "/")
        try site.responses.set(CertifiedResponse(headers: [], body: "deep"), at: String(repeating: "/a", count: 16))
        let certifiedData = site.certify()
        var cases: [JudgedResponse] = []
        for count in [15, 16, 17, 20, 21, 22, 5000] {
            for end in ["", "/"] {
                let url = String(repeating: "/a", count: count) + end
                let match = try #require(site.match(url))
                #expect(match.isFallback == (count != 16 || end != ""))
                #expect(match.requested.segments.count <= 21)
                let answer = site.answer(match.response, match)
                cases.append(JudgedResponse("\(count)\(end)", get(url), answer, certifiedData: certifiedData))
            }
        }
        let problems = try ResponseJudge.problems(cases)
        #expect(problems == [])
    }

    @Test(
        "can be certified under unless its segments mean something else, or it is no text",
        arguments: [
            ("/a/<$>", .reservedSegment), ("/<*>/b", .reservedSegment),
            (String(repeating: "/a", count: 17), .tooManySegments(count: 17, limit: 16)),
            (String(repeating: "/a", count: 16), nil),
            ("/" + String(repeating: "a", count: 1024), .pathTooLong(count: 1025, limit: 1024)),
            ("//" + String(repeating: "a", count: 1023), nil), ("/a<$>", nil), ("/", nil), ("/größe", nil),
        ] as [(String, HTTPCertificationError?)])
    func checks(path: String, expected: HTTPCertificationError?) throws {
        try expect(Array(path.utf8), expected)
        try expect([0x2f, 0xff], .pathEncoding)
    }

    private func expect(_ path: [UInt8], _ expected: HTTPCertificationError?) throws {
        let response = try CertifiedResponse(headers: [], body: "")
        var responses = CertifiedResponses()
        var found: HTTPCertificationError?
        do throws(HTTPCertificationError) { try responses.set(response, at: path) } catch { found = error }
        #expect(found == expected)
        found = nil
        do throws(HTTPCertificationError) { try responses.setFallback(response, below: path) } catch { found = error }
        #expect(found == expected)
        #expect(found.map { !$0.description.isEmpty } ?? true)
        let count = responses.count
        #expect(count == (expected == nil ? 2 : 0))
        let root = responses.root()
        #expect((root == nil) == (expected != nil))
    }
}
