import Canister
import CanisterExecution
import CanisterTesting
import Certification
import Foundation
import SHA256
import Testing

/// A canister with a site, without generated code.
final class Leaflet: CanisterBase, SiteService, HeartbeatCanister {
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

    /// What the next `do`, and the next heartbeat, does.
    var action: () -> Void = {}

    /// What the heartbeat calls of the system.
    let heartbeatCalls = CountedCalls()

    func onHeartbeat() { action() }

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
            .heartbeat { self.heartbeatCalls.count(self.heartbeat) },
            .update("do") {
                self.run { () throws(EntryPointFailure) in self.action() }
                IncomingCall.replyEmpty()
            },
        ]
    }
}

/// A ``Leaflet`` that is installed.
struct LeafletBench {
    let leaflet = Leaflet()
    let canister: TestCanister

    init() throws {
        let leaflet = leaflet
        canister = try TestCanister { leaflet.entryPoints }
        try canister.install()
    }

    func perform(_ action: @escaping () -> Void) {
        leaflet.action = action
        canister.update("do")
    }

    /// Sets a response at run time; gives the error.
    func set(
        _ path: Text, status: UInt16 = 200, type: Text = "text/plain", headers: [HTTPHeader] = [], _ body: String
    ) -> String? {
        var failure: String?
        perform { [leaflet] in
            do throws(SiteError) {
                try leaflet.site.set(path, status: status, type: type, headers: headers, body: Array(body.utf8))
            } catch {
                failure = error.text.string
            }
        }
        return failure
    }

    /// Whether the tree of a response has the canister's certified data for its root, and the response's expression at
    /// the path that is named.
    func proves(_ response: HTTPTestResponse) throws -> Bool {
        let header = try #require(response.header("ic-certificate"))
        let expression = try #require(response.header("ic-certificateexpression"))
        let text = try #require(header.firstMatch(of: /tree=:([^:]*):/)).1
        let tree = try HashTree(decoding: [UInt8](try #require(Data(base64Encoded: String(text)))))
        let pathText = try #require(header.firstMatch(of: /expr_path=:([^:]*):/)).1
        let path = labels(in: [UInt8](try #require(Data(base64Encoded: String(pathText)))))
        let place = path + [SHA256.hash(Array(expression.utf8)).bytes]
        guard path.first == Array("http_expr".utf8), case .found = tree.lookupSubtree(place) else { return false }
        return tree.digest.bytes == canister.certifiedData
    }

    /// The texts of an array in CBOR, behind its tag.
    private func labels(in bytes: [UInt8]) -> [[UInt8]] {
        var labels: [[UInt8]] = []
        var rest = bytes.dropFirst(4)
        while let head = rest.popFirst() {
            let count = head == 0x78 ? Int(rest.popFirst() ?? 0) : Int(head & 0x1f)
            labels.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return labels
    }
}
