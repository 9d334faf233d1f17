import Canister
import CanisterTesting
import Testing

@Suite("What a canister's site serves since run time")
struct SiteAtRunTimeTests {
    private let bench: LeafletBench
    private var leaflet: Leaflet { bench.leaflet }
    private var canister: TestCanister { bench.canister }

    init() throws { bench = try LeafletBench() }

    @Test("has what is set at run time until it is removed or the code is upgraded")
    func atRunTime() throws {
        let before = canister.certifiedData
        #expect(bench.set("/a.json", status: 201, headers: [HTTPHeader("Cache-Control", "max-age=5")], "{}") == nil)
        let response = try canister.httpRequest("/a.json")
        #expect(response.status == 201 && response.text == "{}" && response.header("cache-control") == "max-age=5")
        #expect(response.headers.count { $0.name.lowercased() == "cache-control" } == 1)
        #expect(try bench.proves(response))
        #expect(canister.certifiedData != before)
        #expect(bench.set("/index.html", "instead") == nil)
        #expect(try canister.httpRequest("/index.html").text == "instead")
        #expect(leaflet.site.responseCount == 2 && leaflet.site.responsesSize > 0)

        var wasThere: [Bool] = []
        bench.perform { [leaflet] in wasThere = [leaflet.site.remove("/a.json"), leaflet.site.remove("/a.json")] }
        #expect(wasThere == [true, false])
        #expect(try canister.httpRequest("/a.json").status == 404)

        try canister.upgrade()
        #expect(canister.certifiedData == before)
        #expect(try canister.httpRequest("/index.html").text == "home")
        #expect(leaflet.site.responseCount == 0 && leaflet.site.responsesSize == 0)
    }

    @Test("refuses what it cannot serve, and says why")
    func refusals() {
        #expect(bench.set("a", "x") == "the path 'a' does not begin with '/'")
        #expect(bench.set("/a", status: 199, "x") == "the status is 199: expected 200 to 599")
        #expect(bench.set("/a", status: 600, "x") == "the status is 600: expected 200 to 599")
        #expect(bench.set("/a", type: "a\u{1}", "x")?.contains("control character") == true)
        #expect(bench.set("/a", headers: [HTTPHeader("a", "\u{7f}")], "x")?.contains("control character") == true)
        for name in ["Content-Type", "content-length"] as [StaticString] {
            #expect(bench.set("/a", headers: [HTTPHeader(name, "1")], "x")?.contains("cannot be given") == true)
        }
        #expect(bench.set("/a", headers: [HTTPHeader("IC-Certificate", "x")], "x")?.contains("own") == true)
        #expect(bench.set("/a", headers: [HTTPHeader("a b", "x")], "x")?.contains("header's name") == true)
        #expect(bench.set("/a", headers: [HTTPHeader("a", "x\r\nb: c")], "x")?.contains("line break") == true)
        #expect(bench.set("/a", headers: [HTTPHeader(name: [0x61], value: [0xff])], "x")?.contains("UTF-8") == true)
        #expect(bench.set("/<$>/a", "x")?.contains("<$>") == true)
        #expect(leaflet.site.responseCount == 0)
    }

    @Test("has limits for what is set: bytes of one, number, and bytes of all")
    func limits() {
        #expect(bench.set("/a", String(repeating: "x", count: 3 << 20))?.contains("expected at most 3080192") == true)
        #expect(bench.set("/a", String(repeating: "x", count: 1_000))?.contains("more than 1000 bytes") == true)
        #expect(bench.set("/a", String(repeating: "x", count: 500)) == nil)
        #expect(bench.set("/b", String(repeating: "x", count: 500))?.contains("more than 1000 bytes") == true)
        // What takes the place of another counts instead of it.
        #expect(bench.set("/a", String(repeating: "y", count: 600)) == nil)
        #expect(bench.set("/b", "x") == nil)
        #expect(bench.set("/c", "x")?.contains("2 responses already") == true)
        #expect(leaflet.site.responseCount == 2)
        // Another spelling is the same path.
        let size = leaflet.site.responsesSize
        #expect(bench.set("//a", String(repeating: "y", count: 600)) == nil)
        #expect(leaflet.site.responseCount == 2 && leaflet.site.responsesSize == size)
        bench.perform { [leaflet] in
            leaflet.site.remove("///a")
            leaflet.site.remove("/b")
        }
        #expect(leaflet.site.responseCount == 0 && leaflet.site.responsesSize == 0)
    }

    @Test(
        "has a policy for all that can run scripts, unless the author gives one",
        arguments: [
            "text/html", "Text/HTML; charset=utf-8", "image/svg+xml", "text/xml", "application/XML",
            "application/xhtml+xml",
        ] as [Text])
    func policies(type: Text) throws {
        func found() throws -> [String] {
            try canister.httpRequest("/a").headers.filter { $0.name.lowercased() == "content-security-policy" }
                .map { $0.value }
        }
        #expect(bench.set("/a", type: type, "x") == nil)
        let policies = try found()
        #expect(policies.count == 1 && policies.first?.hasPrefix("default-src 'self'") == true)
        #expect(bench.set("/a", type: type, headers: [HTTPHeader("Content-Security-Policy", "sandbox")], "x") == nil)
        #expect(try found() == ["sandbox"])
    }

    @Test("serves an index.html that is set at its folder too, and removes it there, but for what was set there itself")
    func folders() throws {
        #expect(bench.set("/index.html", "new") == nil)
        #expect(try canister.httpRequest("/").text == "new")
        #expect(bench.set("/more//index.html", "more") == nil)
        let folder = try canister.httpRequest("/more")
        #expect(folder.status == 301 && folder.header("location") == "/more/")
        #expect(try canister.httpRequest("/more/").text == "more")
        bench.perform { [leaflet] in
            leaflet.site.remove("/index.html")
            leaflet.site.remove("/more/index.html")
            leaflet.site.remove("/docs/index.html")
        }
        for url in ["/", "/index.html", "/more", "/more/", "/more/index.html", "/docs", "/docs/"] {
            #expect(try canister.httpRequest(url).status == 404)
        }
        #expect(bench.set("/", "mine") == nil)
        #expect(bench.set("/index.html", "index") == nil)
        #expect(try canister.httpRequest("/").text == "mine")
        bench.perform { [leaflet] in leaflet.site.remove("/index.html") }
        #expect(try canister.httpRequest("/").text == "mine")
    }

    @Test("certifies once what a heartbeat sets, however much it is")
    func heartbeat() throws {
        leaflet.action = { [leaflet] in
            for number in 0..<10 as Range<UInt8> {
                do throws(SiteError) { try leaflet.site.set("/a", type: "text/plain", body: [number]) } catch {
                    Issue.record("\(error)")
                }
            }
        }
        #expect(canister.heartbeat())
        #expect(leaflet.heartbeatCalls.take("certified_data_set") == 1)
        let response = try canister.httpRequest("/a")
        #expect(response.body == [9])
        #expect(try bench.proves(response))
    }
}
