import Testing

@testable import icws

@Suite("A network that is named")
struct NetworkTargetTests {
    @Test(
        "is on this machine, the Internet Computer, or at an address",
        arguments: [
            ("local", "http://127.0.0.1:4943", "local", true), ("ic", "https://icp-api.io", "ic", false),
            ("http://127.0.0.1:4943", "http://127.0.0.1:4943", "local", true),
            ("http://localhost:4943/", "http://localhost:4943", "local", true),
            ("https://ic0.app", "https://ic0.app", "ic", false),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "http-127-0-0-1-8080", true),
            ("http://[::1]:80", "http://[::1]:80", "http-1-80", true),
            ("https://Test.Example.com", "https://Test.Example.com", "https-test-example-com", false),
        ])
    func names(text: String, destination: String, name: String, isLocal: Bool) throws {
        let target = try NetworkTarget(text)
        #expect(target.transport.destination == destination)
        #expect(target.name == name)
        #expect(target.isLocal == isLocal)
        #expect(target.isInternetComputer == (name == "ic"))
    }

    @Test("must be one of these")
    func unknown() {
        let failure = #expect(throws: CommandFailure.self) { try NetworkTarget("mainnet") }
        #expect(failure?.status == .usage)
        #expect(
            failure?.message
                == "'mainnet' is no address of a network (it does not begin with http:// or https://): expected one "
                + "such as http://127.0.0.1:4943, or 'local' or 'ic'")
    }

    @Test("with several subnets tells where a new canister comes to")
    func topology() throws {
        let text = #"{"subnet_configs": {}, "default_effective_canister_id": {"canister_id": "AAAAAAAAAAABAQ=="}}"#
        #expect(DefaultNeighbour.parse(Array(text.utf8))?.text == "rwlgt-iiaaa-aaaaa-aaaaa-cai")
        #expect(DefaultNeighbour.parse(Array("{}".utf8)) == nil)
        #expect(DefaultNeighbour.parse(Array("<html>".utf8)) == nil)
    }
}
