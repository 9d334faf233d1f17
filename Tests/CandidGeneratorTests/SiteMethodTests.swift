import CandidGenerator
import Testing

@Suite("The method that serves a site")
struct SiteMethodTests {
    private static let library = "import \"http_types.did\";\n"

    private func failure(_ text: String) -> String {
        do {
            _ = try Generation(text)
            return "none"
        } catch { return "\(error)" }
    }

    @Test("is the library's where it has the library's types: nothing is left to write")
    func plain() throws {
        let generation = try Generation(
            Self.library + "service : { http_request : (HttpRequest) -> (HttpResponse) query; f : () -> () }")
        #expect(generation.methods.contains("protocol ChatMethods: CanisterService, SiteService {"))
        #expect(!generation.methods.contains("httpRequest"))
        #expect(generation.entryPoints.contains("@_expose(wasm, \"canister_query http_request\")"))
        #expect(generation.entryPoints.contains(".query(\"http_request\", httpRequest),"))
        #expect(generation.entryPoints.split(separator: "try startSite()").count == 3)
        #expect(generation.site.contains("static var siteFiles: [SiteFile] {"))
        #expect(!generation.types.contains("struct"))
    }

    @Test("leaves an upgrade without it to forget what was certified before")
    func without() throws {
        let plain = try Generation("service : { f : () -> () }").entryPoints
        #expect(plain.contains("try restore()") && !plain.contains("restoreState"))
        let site = try Generation(Self.library + "service : { http_request : (HttpRequest) -> (HttpResponse) query }")
        #expect(site.entryPoints.contains("_ = try restoreState()"))
    }

    @Test("goes with WebSockets; the site comes before the connections")
    func webSockets() throws {
        let generation = try Generation(
            """
            import "ws_types.did";
            import "http_types.did";
            type AppMessage = text;
            service : {
            \(webSocketMethods)
              http_request : (HttpRequest) -> (HttpResponse) query;
            }
            """)
        #expect(
            generation.methods.contains(
                "protocol ChatMethods: WebSocketService, SiteCanister where ApplicationMessage == AppMessage {"))
        let upgrade = generation.entryPoints.split(separator: "func postUpgrade()")[1]
        let (site, connections) = (upgrade.firstRange(of: "startSite"), upgrade.firstRange(of: "try restore("))
        #expect(try #require(site).upperBound < #require(connections).lowerBound)
    }

    @Test("is the author's with types of his own, or where nothing is imported")
    func own() throws {
        let types = """
            type HeaderField = record { text; text };
            type HttpRequest = record { url : text; headers : vec HeaderField };
            type HttpResponse = record { status_code : nat16; body : blob; headers : vec HeaderField };

            """
        for head in [types, "import \"ws_types.did\";\n" + types] {
            let generation = try Generation(head + "service : { http_request : (HttpRequest) -> (HttpResponse) query }")
            #expect(
                generation.methods.contains(
                    "func httpRequest(_ argument: HttpRequest) throws(EntryPointFailure) -> HttpResponse"))
            #expect(!generation.methods.contains("SiteService"))
            #expect(generation.site.split(separator: "\n").count == 2)
        }
    }

    @Test("leaves the library's types to other methods of the author's")
    func otherMethods() throws {
        let generation = try Generation(
            Self.library
                + """
                service : {
                  http_request : (HttpRequest) -> (HttpResponse) query;
                  http_request_update : (HttpRequest) -> (HttpResponse);
                }
                """)
        #expect(generation.types.contains("struct HttpRequest: "))
        #expect(generation.methods.contains("func httpRequestUpdate(_ argument: HttpRequest)"))
    }

    @Test("has to be as gateways expect it where it has types of the library", arguments: [
        "(HttpRequest) -> (HttpResponse)", "(HttpRequest) -> (text) query",
        "(HttpRequest, nat) -> (HttpResponse) query", "(HttpResponse) -> (HttpRequest) query",
    ])
    func otherSignature(signature: String) {
        #expect(
            failure(Self.library + "service : { http_request : \(signature) }")
                == "Chat.did:2:13: error: 'http_request' has types of 'http_types.did', and is not what gateways "
                + "expect\n"
                + "    expected: http_request : (HttpRequest) -> (HttpResponse) query\n"
                + "    found:    http_request : \(signature)")
    }
}
