import Canister
import CanisterExecution
import CanisterTesting
import Certification
import Foundation
import SHA256
import Testing

/// A canister with a site, without generated code.
private final class Leaflet: CanisterBase, SiteService {
    static var siteFiles: [SiteFile] {
        [
            SiteFile("/404.html", type: "text/html; charset=utf-8", hash: hash("gone"), text: "gone"),
            SiteFile("/docs/index.html", type: "text/html; charset=utf-8", hash: hash("docs"), text: "docs"),
            SiteFile("/index.html", type: "text/html; charset=utf-8", hash: hash("home"), text: "home"),
            SiteFile("/ü b.txt", type: "text/plain; charset=utf-8", hash: hash("odd"), text: "odd"),
        ]
    }

    private static func hash(_ text: String) -> SiteFile.Hash {
        SHA256.hash(Array(text.utf8)).withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(littleEndian: bytes.load(fromByteOffset: 8 * index, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// What the next `do` does.
    var action: () -> Void = {}

    var siteSettings: SiteSettings {
        var settings = SiteSettings()
        settings.maximumResponses = 2
        settings.maximumTotalSize = 1_000
        return settings
    }

    var entryPoints: [EntryPoint] {
        [
            .initialize { self.run { () throws(EntryPointFailure) in try self.startSite() } },
            .postUpgrade { self.run { () throws(EntryPointFailure) in try self.startSite() } },
            .query("http_request", httpRequest),
            .update("do") {
                self.run { () throws(EntryPointFailure) in self.action() }
                IncomingCall.replyEmpty()
            },
        ]
    }
}

@Suite("A canister's site")
struct SiteTests {
    private let leaflet = Leaflet()
    private let canister: TestCanister

    init() throws {
        let leaflet = leaflet
        canister = try TestCanister { leaflet.entryPoints }
        try canister.install()
    }

    private func perform(_ action: @escaping () -> Void) {
        leaflet.action = action
        canister.update("do")
    }

    /// Sets a response at run time; gives the error.
    private func set(
        _ path: Text, status: UInt16 = 200, headers: [HTTPHeader] = [], _ body: String
    ) -> String? {
        var failure: String?
        perform { [leaflet] in
            do throws(SiteError) {
                try leaflet.site.set(path, status: status, type: "text/plain", headers: headers, body: Array(body.utf8))
            } catch {
                failure = error.text.string
            }
        }
        return failure
    }

    @Test("has each file at its path, and index.html for its folder", arguments: [
        ("/index.html", "home"), ("/", "home"), ("/?q=1", "home"), ("/docs/", "docs"), ("/docs/index.html", "docs"),
        ("/%C3%BC%20b.txt", "odd"),
    ])
    func files(url: String, text: String) throws {
        for method in ["GET", "HEAD"] {
            let response = try canister.httpRequest(url, method: method)
            #expect(response.status == 200 && response.text == text)
            #expect(try proves(response))
        }
    }

    @Test("leads from a folder to the slash at its end, has 404.html for all else, and 405 for other methods")
    func others() throws {
        let folder = try canister.httpRequest("/docs")
        #expect(folder.status == 301 && folder.header("location") == "/docs/")
        for url in ["/nothing", "/docs/nothing", "/index.html/", "/%FF"] {
            let nothing = try canister.httpRequest(url)
            #expect(nothing.status == 404 && nothing.text == "gone")
            #expect(try proves(nothing))
        }
        let post = try canister.httpRequest("/", method: "POST")
        #expect(post.status == 405 && post.header("allow") == "GET, HEAD")
        #expect(try proves(post))
        #expect(try canister.httpRequest("/nothing", method: "PUT").status == 404)
    }

    @Test("has the headers of the settings, a policy for pages alone, and those of certification")
    func headers() throws {
        let page = try canister.httpRequest("/")
        #expect(page.header("content-type") == "text/html; charset=utf-8")
        #expect(page.header("content-security-policy")?.hasPrefix("default-src 'self'") == true)
        for (name, value) in [
            ("cache-control", "no-cache"), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
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

    @Test("has what is set at run time until it is removed or the code is upgraded")
    func atRunTime() throws {
        let before = canister.certifiedData
        #expect(set("/a.json", status: 201, headers: [HTTPHeader("Cache-Control", "max-age=5")], "{}") == nil)
        let response = try canister.httpRequest("/a.json")
        #expect(response.status == 201 && response.text == "{}" && response.header("cache-control") == "max-age=5")
        #expect(response.headers.count { $0.name.lowercased() == "cache-control" } == 1)
        #expect(try proves(response))
        #expect(canister.certifiedData != before)
        #expect(set("/index.html", "instead") == nil)
        #expect(try canister.httpRequest("/index.html").text == "instead")
        #expect(leaflet.site.responseCount == 2 && leaflet.site.responsesSize > 0)

        var wasThere: [Bool] = []
        perform { [leaflet] in wasThere = [leaflet.site.remove("/a.json"), leaflet.site.remove("/a.json")] }
        #expect(wasThere == [true, false])
        #expect(try canister.httpRequest("/a.json").status == 404)

        try canister.upgrade()
        #expect(canister.certifiedData == before)
        #expect(try canister.httpRequest("/index.html").text == "home")
        #expect(leaflet.site.responseCount == 0 && leaflet.site.responsesSize == 0)
    }

    @Test("refuses what it cannot serve, and says why")
    func refusals() {
        #expect(set("a", "x") == "the path 'a' does not begin with '/'")
        #expect(set("/a", status: 99, "x") == "the status is 99: expected 100 to 999")
        #expect(set("/a", headers: [HTTPHeader("IC-Certificate", "x")], "x")?.contains("own") == true)
        #expect(set("/a", headers: [HTTPHeader("a b", "x")], "x")?.contains("header's name") == true)
        #expect(set("/a", headers: [HTTPHeader("a", "x\r\nb: c")], "x")?.contains("line break") == true)
        #expect(set("/a", headers: [HTTPHeader(name: [0x61], value: [0xff])], "x")?.contains("UTF-8") == true)
        #expect(set("/<$>/a", "x")?.contains("<$>") == true)
        #expect(leaflet.site.responseCount == 0)
    }

    @Test("has limits for what is set: bytes of one, number, and bytes of all")
    func limits() {
        #expect(set("/a", String(repeating: "x", count: 3 << 20))?.contains("expected at most 3080192") == true)
        #expect(set("/a", String(repeating: "x", count: 1_000))?.contains("more than 1000 bytes") == true)
        #expect(set("/a", String(repeating: "x", count: 500)) == nil)
        #expect(set("/b", String(repeating: "x", count: 500))?.contains("more than 1000 bytes") == true)
        // What takes the place of another counts instead of it.
        #expect(set("/a", String(repeating: "y", count: 600)) == nil)
        #expect(set("/b", "x") == nil)
        #expect(set("/c", "x")?.contains("2 responses already") == true)
        #expect(leaflet.site.responseCount == 2)
    }

    /// Whether the tree of a response has the canister's certified data for its root.
    private func proves(_ response: HTTPTestResponse) throws -> Bool {
        let header = try #require(response.header("ic-certificate"))
        let text = try #require(header.firstMatch(of: /tree=:([^:]*):/)).1
        let bytes = try #require(Data(base64Encoded: String(text)))
        return try HashTree(decoding: [UInt8](bytes)).digest.bytes == canister.certifiedData
    }
}
