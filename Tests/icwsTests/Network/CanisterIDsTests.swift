import Candid
import Foundation
import Testing

@testable import icws

@Suite("The ids of deployed canisters")
struct CanisterIDsTests {
    private let chat = try? Principal(text: "rwlgt-iiaaa-aaaaa-aaaaa-cai")

    @Test("are kept where icp-cli keeps them: apart for networks that may be gone tomorrow")
    func files() throws {
        let folder = try TemporaryFolder()
        for (network, file) in [
            ("local", ".icp/cache/mappings/local.ids.json"), ("ic", ".icp/data/mappings/ic.ids.json"),
            ("http://127.0.0.1:8080", ".icp/cache/mappings/http-127-0-0-1-8080.ids.json"),
        ] {
            var ids = try CanisterIDs(project: folder.url, network: NetworkTarget(network))
            #expect(ids.ids == [:])
            let chat = try #require(chat)
            try ids.set(chat, for: "Chat")
            try ids.set(.managementCanister, for: "A")
            #expect(
                try folder.text(file) == """
                    {
                      "A" : "aaaaa-aa",
                      "Chat" : "rwlgt-iiaaa-aaaaa-aaaaa-cai"
                    }
                    """)
            let again = try CanisterIDs(project: folder.url, network: NetworkTarget(network))
            #expect(try again.id("Chat") == chat)
        }
    }

    @Test("that another command kept meanwhile stay")
    func concurrentCommands() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "ids.json")
        var (first, second) = (try CanisterIDs(file: file), try CanisterIDs(file: file))
        try first.set(chat, for: "Chat")
        try second.set(.managementCanister, for: "Other")
        try first.set(nil, for: "Unknown")
        #expect(first.ids.keys.sorted() == ["Chat", "Other"])
        try first.set(nil, for: "Chat")
        #expect(try CanisterIDs(file: file).ids.keys.sorted() == ["Other"])
    }

    @Test("are found by name, or are what is written")
    func lookups() throws {
        let folder = try TemporaryFolder()
        var ids = try CanisterIDs(file: folder.url.appending(path: "ids.json"))
        #expect(try ids.id("rwlgt-iiaaa-aaaaa-aaaaa-cai") == chat)
        var failure = #expect(throws: CommandFailure.self) { try ids.id("Chat") }
        #expect(
            failure?.message
                == "there is no canister 'Chat' in \(folder.path("ids.json")), which has none. Deploy it with  icws "
                + "deploy Chat  or name it by its id.")
        try ids.set(chat, for: "Chat")
        failure = #expect(throws: CommandFailure.self) { try ids.id("Chatt") }
        #expect(failure?.message.contains("which has: Chat.") == true)
    }

    @Test(
        "are told to be unreadable where the file is something else",
        arguments: [
            ("[]", "it is not JSON of names and ids"), ("{\"Chat\": 1}", "it is not JSON of names and ids"),
            ("{\"Chat\": \"rwlgt\"}", "the id of 'Chat' is none: "),
        ])
    func malformed(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "ids.json")
        let failure = #expect(throws: CommandFailure.self) {
            try CanisterIDs(file: folder.url.appending(path: "ids.json"))
        }
        #expect(
            failure?.message.hasPrefix(
                "the file of canisters' ids \(folder.path("ids.json")) cannot be read: \(reason)") == true)
    }
}

@Suite("The folder of a project")
struct ProjectFolderTests {
    @Test("is that of icp.yaml, beside the package or with its canisters, or the package's")
    func folders() throws {
        let folder = try TemporaryFolder()
        func found(from name: String) -> String {
            ProjectFolder.around(folder.url.appending(path: name)).standardizedFileURL.path
        }
        func path(_ name: String) -> String { folder.url.appending(path: name).standardizedFileURL.path }
        try folder.write("", to: "alone/Package.swift")
        try folder.write("", to: "alone/Sources/A/A.swift")
        #expect(found(from: "alone/Sources/A") == path("alone"))
        try folder.write("", to: "both/Package.swift")
        try folder.write("", to: "both/icp.yaml")
        try folder.write("", to: "both/Sources/A.swift")
        #expect(found(from: "both/Sources") == path("both"))
        try folder.write("", to: "inside/Package.swift")
        try folder.write("", to: "inside/Canisters/icp.yaml")
        #expect(found(from: "inside") == path("inside/Canisters"))
        #expect(found(from: "inside/Canisters") == path("inside/Canisters"))
    }
}
