import CandidGenerator
import CandidLanguage
import Foundation
import Testing

@Suite("The folder of a canister's site")
struct SiteFolderTests {
    /// A folder with an interface whose name a test may give, and files beside it.
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID())")

        init(_ files: [String: [UInt8]]) throws {
            for (path, bytes) in files { try write(bytes, to: path) }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func write(_ bytes: [UInt8], to path: String) throws {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }

        func link(_ path: String, to destination: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: path).path(percentEncoded: false), withDestinationPath: destination)
        }

        func read() throws -> SiteFolder? {
            try SiteFolder(besideInterface: folder.appending(path: "Chat.did").path(percentEncoded: false))
        }

        func generate() throws -> String { try Generation(Self.service, site: read()).site }

        /// Without the place, which is another each time.
        func failure() -> String {
            do {
                _ = try generate()
                return "none"
            } catch { return "\(error)".replacing(folder.path(percentEncoded: false), with: "") }
        }

        static let service = """
            import "http_types.did";
            service : { http_request : (HttpRequest) -> (HttpResponse) query }
            """
    }

    @Test("is none where it is not there, and may be empty")
    func absent() throws {
        #expect(try Place(["Chat.did": []]).read() == nil)
        #expect(try Generation(Place.service).site.contains("[\n        ]"))
    }

    @Test("becomes a text for each file, in the order of the paths, whatever the folder's own order")
    func files() throws {
        let place = try Place([
            "Site/b.css": Array("a { }".utf8), "Site/a/index.html": Array("<p>\"\\(1)\" ü\n\0</p>".utf8),
            "Site/a.b/empty": [], "Site/.hidden": [1], "Site/.git/config": [1], "Site/c d.png": [0xff, 0x00, 0x80],
        ])
        let text = try place.generate()
        let paths = text.matches(of: /"(\/[^"]*)", type: "([^"]*)"/).map { "\($0.1) \($0.2)" }
        #expect(
            paths == [
                "/a.b/empty application/octet-stream", "/a/index.html text/html; charset=utf-8",
                "/b.css text/css; charset=utf-8", "/c d.png image/png",
            ])
        #expect(text.contains(#"text: "<p>\"\\(1)\" \u{fc}\u{a}\u{0}</p>"),"#))
        // 0xff0080 in sevens: 1111111 1000000 0010000 000 with four zeros behind.
        #expect(text.contains(#"count: 3, packed: "\u{7f}@\u{10}\u{0}"),"#))
        // The SHA-256 of nothing, as numbers with the first byte as the lowest.
        #expect(
            text.contains(
                "hash: (0x141cfc9842c4b0e3, 0x24b96f99c8f4fb9a, 0x4c939b64e441ae27, 0x55b852781b9995a4),"))
        #expect(try place.generate() == text)
    }

    @Test("needs the method that serves it")
    func withoutMethod() throws {
        let place = try Place(["Site/index.html": []])
        for text in ["service : {}", "service : { http_request : (text) -> (text) query }"] {
            do {
                _ = try Generation(text, site: place.read())
                Issue.record("no error")
            } catch {
                #expect("\(error)".contains("no method of the service serves them: expected 'import"))
            }
        }
    }

    @Test("is refused with a file that cannot be served, which is named")
    func refused() throws {
        func failure(_ path: String, _ bytes: [UInt8] = []) throws -> String {
            try Place(["Site/\(path)": bytes, "Site/z": []]).failure()
        }
        #expect(try failure("a.swift") == "/Site/a.swift:1:1: error: '/a.swift' cannot be served: the package manager "
            + "takes it for code of the canister")
        #expect(try failure("a/<*>/b").contains("'/a/<*>' cannot be served: expected no control characters"))
        #expect(try failure("a\nb").contains("'/a\nb' cannot be served"))
        #expect(try failure("big", [UInt8](repeating: 7, count: (3 << 20) - (80 << 10))) == "none")
        #expect(
            try failure("big", [UInt8](repeating: 7, count: (3 << 20) - (80 << 10) + 1))
                .contains("'/big' has 3063809 bytes: expected at most 3063808"))
        let deep = String(repeating: "a/", count: 16) + "b"
        #expect(try failure(deep).contains("lies too deep: expected at most 16"))
        #expect(try failure(String(repeating: "a/", count: 15) + "b") == "none")
        let long = String(repeating: String(repeating: "a", count: 203) + "/", count: 5)
        #expect(try failure(long + "bcd") == "none")
        #expect(try failure(long + "bcde").contains("has 1025 bytes: expected at most 1024 bytes in a path"))
    }

    @Test("has what links in it lead to, and refuses those that lead out of it or to where they lie")
    func links() throws {
        func failure(_ link: String, to destination: String) throws -> String {
            let place = try Place(["Site/a/b.txt": [], "Site/c/d.txt": [], "secret": []])
            try place.link("Site/\(link)", to: destination)
            return place.failure()
        }
        #expect(try failure("again.txt", to: "a/b.txt") == "none")
        #expect(try failure("c/more", to: "../a") == "none")
        for (link, destination) in [
            ("e", "../secret"), ("e", "/"), ("e", "."), ("a/e", ".."), ("a/e", "../../Site"), ("a/e", "../a"),
        ] {
            #expect(try failure(link, to: destination).contains("the link '/\(link)' leads nowhere, out of the folder"))
        }
    }

    @Test("has of what begins with a dot .well-known alone")
    func wellKnown() throws {
        let place = try Place(["Site/.well-known/ic-domains": [0x61], "Site/.well-known/.a": [], "Site/.b/c": []])
        let text = try place.generate()
        let paths = text.matches(of: /"(\/[^"]*)", type:/).map { "\($0.1)" }
        #expect(paths == ["/.well-known/ic-domains"])
    }

    @Test("has no two files whose names look the same")
    func collision() throws {
        let place = try Place(["Site/\u{e4}.txt": []])
        try place.write([], to: "Site/a\u{308}.txt")
        #expect(place.failure().contains("with characters that are composed in two ways: rename one"))
    }
}
