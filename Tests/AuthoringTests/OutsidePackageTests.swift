import Foundation
import TestSupport
import Testing

/// The way of an author from nothing to a canister that runs, without a network.
@Suite("A canister's package outside of this one", .serialized)
struct OutsidePackageTests {
    @Test("is made, built, tested natively and run on the engine")
    func madeByNew() throws {
        try OutsidePackage.clear()
        let made = try Command.icws(
            "new", "Hello", "--library", OutsidePackage.parent.appending(path: "swift-ic-websocket").path,
            in: OutsidePackage.parent)
        try #require(made.status == 0, "\(made.text)")
        #expect(made.output.hasPrefix("made Hello:\n  Package.swift\n  Sources/Hello/Hello.did\n"))
        let manifest = try text(of: "Package.swift")
        #expect(manifest.contains(#".package(name: "swift-ic-websocket", path: "../swift-ic-websocket", traits: [])"#))

        try build("Hello", tool: "./icws")
        try testNatively(count: 2)
        let run = try Command(
            "./icws", ["run", "Hello", "open", "send record { text = \"hello\" }", "advance 1h", "close"],
            in: OutsidePackage.folder, isOffline: true)
        #expect(run.status == 0, "\(run.text)")
        let lines = run.output.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
        #expect(lines.first?.hasPrefix("Hello is installed: ") == true)
        #expect(lines.contains("client 1 gets #1: the open message"))
        #expect(lines.contains("client 1 gets #2: record { text = \"welcome\" }"))
        #expect(lines.contains("client 1 gets #3: record { text = \"hello to you, too\" }"))
        #expect(lines.count { $0 == "client 1 answers: keep-alive" } == 12)
        #expect(lines.last { $0.hasPrefix("log: ") }?.hasSuffix(" has gone") == true)
        try expectDeployable()
        try serveFiles()
    }

    @Test("that the README shows is built, tested natively and run on the engine")
    func shownByReadme() throws {
        let readme = try String(contentsOf: Checkout.root.appending(path: "README.md"), encoding: .utf8)
        let files = CodeBlocks.files(in: readme)
        let expected = [
            "Package.swift", "Sources/Echo/Echo.did", "Sources/Echo/Echo.swift", "Tests/EchoTests/EchoTests.swift",
        ]
        try #require(files.keys.sorted() == expected)
        try OutsidePackage.clear()
        for (path, text) in files { try OutsidePackage.write(text, to: path) }
        #expect(files["Sources/Echo/Echo.swift"].map { $0.split(separator: "\n").count < 30 } == true)

        try build("Echo", tool: Command.tool.path(percentEncoded: false))
        try testNatively(count: 1)
        let step = #"send record { text = "hello" }"#
        #expect(readme.contains("icws run Echo open '\(step)' close\n"))
        let run = try Command.icws("run", "Echo", "open", step, "close", in: OutsidePackage.folder)
        #expect(run.status == 0, "\(run.text)")
        #expect(run.output.contains("\n  client 1 gets #2: record { text = \"hello\" }\n"))
    }

    // MARK: Steps

    private func text(of path: String) throws -> String {
        try String(contentsOf: OutsidePackage.folder.appending(path: path), encoding: .utf8)
    }

    private func build(_ name: String, tool: String) throws {
        let build = try Command(tool, ["build"], in: OutsidePackage.folder, isOffline: true)
        try #require(build.status == 0, "\(build.text)")
        #expect(build.output.contains(" ws_close, ws_message, ws_open\n  query   ws_get_messages\n"))
        #expect(!build.messages.contains("warning:"), "\(build.messages)")
        let module = OutsidePackage.folder.appending(path: "build/canisters/\(name).wasm")
        let size = try #require(try module.resourceValues(forKeys: [.fileSizeKey]).fileSize)
        #expect((10_000...100_000).contains(size))
        try OutsidePackage.expectNothingFetched(".build-canisters")
    }

    /// Files beside the interface are served by two lines in it; a change in one, or one more, is seen by the next
    /// build.
    private func serveFiles() throws {
        let interface = try text(of: "Sources/Hello/Hello.did")
            .replacing("import \"ws_types.did\";", with: "import \"ws_types.did\";\nimport \"http_types.did\";")
            .replacing("service : {", with: "service : {\n  http_request : (HttpRequest) -> (HttpResponse) query;")
        try OutsidePackage.write(interface, to: "Sources/Hello/Hello.did")
        try OutsidePackage.write("p { color: green }", to: "Sources/Hello/Site/css/a style.css")
        for (page, more) in [("<p>first</p>", nil), ("<p>second</p>", "added.txt")] as [(String, String?)] {
            try OutsidePackage.write(page, to: "Sources/Hello/Site/index.html")
            if let more { try OutsidePackage.write("added", to: "Sources/Hello/Site/\(more)") }
            let build = try Command("./icws", ["build"], in: OutsidePackage.folder, isOffline: true)
            try #require(build.status == 0, "\(build.text)")
            #expect(!build.messages.contains("warning:"), "\(build.messages)")
            #expect(build.output.contains("\n  query   http_request, ws_get_messages\n"), "\(build.output)")
            let module = try Data(contentsOf: OutsidePackage.folder.appending(path: "build/canisters/Hello.wasm"))
            for text in [page, "p { color: green }", "/css/a style.css"] + (more.map { [$0] } ?? []) {
                #expect(module.range(of: Data(text.utf8)) != nil, "\(text)")
            }
        }
    }

    private func testNatively(count: Int) throws {
        let test = try Command("swift", ["test"], in: OutsidePackage.folder, isOffline: true)
        #expect(test.status == 0, "\(test.text)")
        #expect(test.text.contains("Test run with \(count) test"), "\(test.text)")
        #expect(!test.text.contains("warning:"), "\(test.text)")
        try OutsidePackage.expectNothingFetched(".build")
    }

    /// Lets the judge of the files for `icp` and `dfx` look at the package.
    private func expectDeployable() throws {
        let judge = try PythonProgram.run(
            "Deployment/check_deployment_files.py", [OutsidePackage.folder.path(percentEncoded: false)])
        #expect(judge.status == 0 && judge.everything == "", "\(judge.everything)")
    }
}
