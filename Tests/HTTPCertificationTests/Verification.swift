@testable import HTTPCertification
import Certification
import SHA256
import Testing
import TestSupport

/// A verifier that shares no code with this package does what a gateway does.
@Suite("An independent verifier", .timeLimit(.minutes(60)))
struct Verification {
    private static func site() throws -> Site {
        let site = Site()
        let html = header("Content-Type", "text/html")
        let cookies = [html, header("Set-Cookie", "a=1"), header("Set-Cookie", "b=2")]
        func set(
            _ path: String, status: UInt16 = 200, _ headers: [HTTPHeader], _ body: ResponseBody,
            _ expression: CertificationExpression = .everyResponseHeader
        ) throws {
            let response = try CertifiedResponse(status: status, headers: headers, body: body, expression: expression)
            try site.responses.set(response, at: path)
        }
        try set("/", [html], "<p>Home</p>")
        try set("/cookies", cookies, "Two cookies")
        try set("/größe/a b.bin", [], ResponseBody([0, 255, 128]))
        try set("/docs", status: 301, [header("Location", "/docs/")], "")
        try set("/docs/", Array(cookies[..<2]), "Docs", CertificationExpression(.including(names("content-type"))))
        let search = try CertificationExpression(
            .excluding(names("date")), request: .init(headers: names("Accept"), queryParameters: names("q", "größe")))
        let searches = try ["a", "b"].map { word in
            try CertifiedResponse(
                headers: [html, header("Date", "any")], body: ResponseBody(Array(word.utf8)), expression: search,
                request: get("/docs/search?q=\(word)&x=y", headers: [header("Accept", "*/*")]))
        }
        try site.responses.set(searches, at: Array("/docs/search".utf8))
        try set("/open", [], "open", .nothing)
        try site.responses.setFallback(CertifiedResponse(status: 404, headers: [html], body: "None"), below: "/")
        try site.responses.setFallback(CertifiedResponse(status: 404, headers: [], body: "No docs"), below: "/docs")
        try site.responses.setFallback(CertifiedResponse(headers: [], body: "App"), below: "/app/")
        return site
    }

    private static let urls = [
        "/", "/?query", "/cookies", "/gr%C3%B6%C3%9Fe/a%20b.bin", "/docs", "/docs/", "/docs/search?q=b&y=z", "/open",
        "/missing", "/docs/missing/deep/", "/app", "/app/", "/app/any/path", "/docs/search/", "/a//b", "/%3C*%3E",
        "/docs/%3C$%3E",
    ]

    @Test("believes each response, and none with a single byte changed")
    func tampered() throws {
        let site = try Self.site()
        let certifiedData = site.certify()
        var cases: [JudgedResponse] = []
        for url in Self.urls {
            let request = get(url, headers: [header("accept", "*/*")])
            let answer = try #require(site.answer(request), "\(url)")
            var judged = JudgedResponse(url, request, answer, certifiedData: certifiedData)
            judged.tamper = true
            cases.append(judged)
        }
        let problems = try ResponseJudge.problems(cases)
        #expect(problems == [])
    }

    @Test("believes it with the certificate of the canister alone")
    func certificates() throws {
        let canister: [UInt8] = [128, 0, 0, 0, 0, 16, 0, 1, 1, 1]
        let time: UInt64 = 1_790_000_000_000_000_000
        let site = try Self.site()
        let certifiedData = site.certify()
        let made = try ResponseJudge.certificate(of: canister, certifiedData, time: time)
        site.certificate = bytes(made.certificate)
        let certified = JudgedResponse.Certified(canister: hex(canister), key: made.key, time: time)
        var cases: [JudgedResponse] = []
        for url in ["/", "/missing"] {
            let answer = try #require(site.answer(get(url)))
            var judged = JudgedResponse(url, get(url), answer, certifiedData: certifiedData)
            judged.certified = certified
            judged.tamper = true
            cases.append(judged)
            judged.tamper = false
            judged.valid = false
            for (name, other) in [
                ("older", (canister: hex(canister), time: time + 301_000_000_000)),
                ("another canister's", (canister: "80000000001000010102", time: time)),
            ] {
                judged.name = "\(url) \(name)"
                judged.certified = JudgedResponse.Certified(canister: other.canister, key: made.key, time: other.time)
                cases.append(judged)
            }
        }
        // Whatever is certified now proves nothing for responses of then.
        try site.responses.set(CertifiedResponse(headers: [], body: "New"), at: "/")
        _ = site.certify()
        var newer = JudgedResponse("newer", get("/"), try #require(site.answer(get("/"))), certifiedData: certifiedData)
        newer.certified = certified
        newer.valid = false
        cases.append(newer)
        let problems = try ResponseJudge.problems(cases)
        #expect(problems == [])
    }

    @Test("refuses a fallback where there is something more specific, and what is of another request")
    func misplaced() throws {
        let site = try Self.site()
        let certifiedData = site.certify()
        func answer(_ url: String) throws -> Answer {
            try #require(site.answer(get(url, headers: [header("Accept", "*/*")])), "\(url)")
        }
        let misplaced = try [
            ("/", "/missing"), ("/cookies", "/missing"), ("/docs/missing", "/missing"), ("/missing", "/"),
            ("/docs", "/docs/"), ("/docs/", "/docs"), ("/docs/search?q=a", "/docs/search?q=b"),
            ("/docs/search", "/docs/missing"), ("/app/x", "/missing"), ("/missing/y", "/missing"),
            ("/app", "/application"), ("/application", "/app"),
        ].map { url, other in
            var judged = JudgedResponse(
                "\(url) with the answer to \(other)", get(url, headers: [header("Accept", "*/*")]), try answer(other),
                certifiedData: certifiedData)
            // The same fallback, whose tree shows that the labels beside are not there either.
            judged.valid = url == "/missing/y" || other == "/application" && url == "/missing"
            return judged
        }
        let problems = try ResponseJudge.problems(misplaced)
        #expect(problems == [])
    }
}
