import Canister
import CanisterTesting
import Testing

@Suite("A canister's site")
struct SiteTests {
    private let bench: LeafletBench
    private var canister: TestCanister { bench.canister }

    init() throws { bench = try LeafletBench() }

    @Test("has each file at its path, and index.html for its folder", arguments: [
        ("/index.html", "home"), ("/", "home"), ("/?q=1", "home"), ("/docs/", "docs"), ("/docs/index.html", "docs"),
        ("/%C3%BC%20b.txt", "odd"),
    ])
    func files(url: String, text: String) throws {
        for method in ["GET", "HEAD"] {
            let response = try canister.httpRequest(url, method: method)
            #expect(response.status == 200 && response.text == text)
            #expect(try bench.proves(response))
        }
    }

    @Test("leads from a folder to the slash at its end, has 404.html for all else, and 405 for other methods")
    func others() throws {
        let folder = try canister.httpRequest("/docs")
        #expect(folder.status == 301 && folder.header("location") == "/docs/")
        #expect(folder.header("cache-control") == "no-store")
        for url in ["/nothing", "/docs/nothing", "/index.html/", "/%FF"] {
            let nothing = try canister.httpRequest(url)
            #expect(nothing.status == 404 && nothing.text == "gone")
            #expect(try bench.proves(nothing))
        }
        let post = try canister.httpRequest("/", method: "POST")
        #expect(post.status == 405 && post.header("allow") == "GET, HEAD" && post.header("cache-control") == "no-store")
        #expect(try bench.proves(post))
        #expect(try canister.httpRequest("/nothing", method: "PUT").status == 404)
    }

    @Test("has the headers of the settings, a policy for pages alone, and those of certification")
    func headers() throws {
        let page = try canister.httpRequest("/")
        #expect(page.header("content-type") == "text/html; charset=utf-8")
        #expect(page.header("content-security-policy")?.hasPrefix("default-src 'self'") == true)
        for (name, value) in [
            ("cache-control", "no-cache"), ("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"),
        ] { #expect(page.header(name) == value) }
        #expect(page.header("ic-certificateexpression")?.hasPrefix("default_certification(") == true)
        #expect(page.header("ic-certificate")?.hasSuffix(", version=2") == true)
        #expect(try canister.httpRequest("/%C3%BC%20b.txt").header("content-security-policy") == nil)
    }

    @Test("has the same for gateways that know no certification, and no certificate in a replicated call")
    func versions() throws {
        for version in [nil, 1, 3] as [UInt16?] {
            let argument = HTTPTestRequest("GET", "/", certificateVersion: version)
            let response = try canister.query("http_request", argument, returning: HTTPTestResponse.self)
            #expect(response.text == "home" && response.header("ic-certificate") != nil)
        }
        let replicated = try canister.update(
            "http_request", HTTPTestRequest("GET", "/"), returning: HTTPTestResponse.self)
        #expect(replicated.text == "home")
        #expect(replicated.header("ic-certificate") == nil && replicated.header("ic-certificateexpression") == nil)
    }
}
