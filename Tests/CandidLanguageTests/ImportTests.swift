import CandidLanguage
import Testing

@Suite("Files that a .did file imports")
struct ImportTests {
    private func merged(_ files: [String: String], from first: String = "main.did") throws -> CandidInterface {
        try CandidInterface(parsing: files[first] ?? "", file: first) { (path, from) throws(InterfaceError) in
            if path == "broken.did" { throw InterfaceError(.importFailed(path: path, why: "no right to"), at: from) }
            return files[path].map { ImportedFile(name: path, text: $0) }
        }
    }

    private func message(_ files: [String: String]) -> String {
        do {
            _ = try merged(files)
            return "no error"
        } catch { return "\(error)" }
    }

    @Test("bring their types where the import stands, each file once")
    func types() throws {
        let interface = try merged([
            "main.did": "type M = B; import \"a.did\"; import \"b.did\"; type N = A; service : {}",
            "a.did": "import \"b.did\"; type A = record { B }; service : { hidden : () -> () }",
            "b.did": "type B = nat;",
        ])
        #expect(interface.definitions.map(\.name) == ["M", "B", "A", "N"])
        #expect(interface.definitions.map(\.location.file) == ["main.did", "b.did", "a.did", "main.did"])
        #expect(interface.service?.methods.isEmpty == true)
    }

    @Test("bring their methods if the service is imported, along every way once")
    func services() throws {
        let files = [
            "main.did": "import service \"a.did\"; import service \"b.did\"; service x : (nat) -> { own : () -> () }",
            "a.did": "import service \"c.did\"; service : { a : (C) -> () }",
            "b.did": "import service \"c.did\"; service : { b : F }; ",
            "c.did": "type C = nat; type F = func () -> (C) query; service : { c : F }",
        ]
        let interface = try merged(files)
        #expect(interface.service?.methods.map(\.name) == ["c", "a", "b", "own"])
        #expect(interface.service?.name == "x")
        #expect(interface.service?.initParameters?.count == 1)
        var withoutOwn = files
        withoutOwn["main.did"] = "import service \"a.did\""
        #expect(try merged(withoutOwn).service?.methods.map(\.name) == ["c", "a"])
        let again = try CandidInterface(parsing: interface.description)
        #expect(again.withoutLocations == interface.withoutLocations)
    }

    @Test("are refused with a message if they cannot be merged")
    func errors() {
        let main = "import service \"a.did\"; service : { f : () -> () }"
        #expect(message(["main.did": main]) == "main.did:1:16: error: there is no file 'a.did' to import")
        #expect(
            message(["main.did": main, "a.did": "import \"main.did\""])
                == "a.did:1:8: error: files import one another: main.did -> a.did -> main.did")
        #expect(
            message(["main.did": main, "a.did": "type A = nat"])
                == "main.did:1:16: error: 'a.did' has no service to import: expected 'service : { … }' in it")
        #expect(
            message(["main.did": main, "a.did": "service : () -> {}"])
                == "main.did:1:16: error: the service of 'a.did' has arguments of installation: expected a plain "
                + "'service : { … }' in it")
        #expect(
            message(["main.did": main, "a.did": "service : { f : (nat) -> () }"])
                == "main.did:1:37: error: the method 'f' is declared twice, first at a.did:1:13")
        #expect(
            message(["main.did": "import \"a.did\"; type A = nat", "a.did": "type A = nat"])
                == "main.did:1:22: error: 'A' is defined twice, first at a.did:1:6")
        #expect(
            message(["main.did": "import \"broken.did\""])
                == "main.did:1:8: error: 'broken.did' cannot be imported: no right to")
        #expect(
            message(["main.did": "import \"a.did\"", "a.did": "type A = X"])
                == "a.did:1:10: error: nothing defines the type 'X'")
    }
}
