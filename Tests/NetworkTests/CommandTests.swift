import Foundation
import TestSupport
import Testing

@Suite("Commands and a replica", .serialized)
struct CommandTests {
    private let samples = Checkout.path("build/canisters")

    private func run(_ body: (UserFolder) async throws -> Void) async throws {
        try await TestNetwork.run { network in try await body(UserFolder(network: network.replica.url)) }
    }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("bring a canister to the network, and to the state that it is to have")
    func deploying() async throws {
        try await run { user in
            let made = try await user.icws("identity", "new", "alice", "--json")
            #expect(made.status == 0)
            let alice = try #require(try json(made.text)["principal"] as? String)

            let first = try await user.icwsThere("deploy", "PingPong", "--canisters", samples, "--json")
            #expect(first.status == 0, "\(first.everything)")
            let result = try json(first.text)
            #expect(result["action"] as? String == "installed")
            #expect(result["created"] as? Bool == true)
            let id = try #require(result["id"] as? String)
            #expect(first.errors.contains("icws: creating PingPong"))

            let again = try await user.icwsThere("deploy", "PingPong", "--canisters", samples)
            #expect(again.text == "PingPong  \(id)  unchanged\n")
            let forced = try await user.icwsThere("deploy", "PingPong", "--canisters", samples, "--force")
            #expect(forced.text == "PingPong  \(id)  upgraded\n", "\(forced.everything)")

            let status = try await user.icwsThere("canister", "status", "PingPong", "--json")
            #expect(try json(status.text)["status"] as? String == "running")
            #expect(try json(status.text)["controllers"] as? [String] == [alice])

            // Another user's it is not.
            let other = try await user.icwsThere(
                "deploy", "PingPong", "--canisters", samples, "--identity", "anonymous")
            #expect(other.status == 1)
            #expect(other.errors.contains("is controlled by \(alice), and not by 2vxsx-fae"))
        }
    }

    @Test("call methods with values in Candid's text, and tell failures apart")
    func calling() async throws {
        try await run { user in
            _ = try await user.icwsThere("deploy", "PingPong", "--canisters", samples)
            let polled = "(variant { Ok = record { messages = vec {}; cert = blob \"\"; tree = blob \"\"; "
                + "is_end_of_queue = true } })\n"
            for flags in [[], ["--update"], ["--query"], ["--candid", "\(samples)/PingPong.did"]] {
                let outcome = try await user.icwsThere(
                    ["call", "PingPong", "ws_get_messages", "(record { nonce = 0 })"] + flags)
                #expect(outcome.text == polled, "\(outcome.everything)")
                #expect(outcome.status == 0)
            }
            let opened = try await user.icwsThere(
                "call", "PingPong", "ws_open",
                "(record { client_nonce = 1; gateway_principal = principal \"aaaaa-aa\" })", "--json")
            // Nobody in particular cannot have a connection.
            #expect(try json(opened.text)["reply"] as? String != nil, "\(opened.everything)")
            #expect(try json(opened.text)["kind"] as? String == "update")

            let unknown = try await user.icwsThere("call", "PingPong", "hello")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("the canister has no method 'hello'"))
            let wrong = try await user.icwsThere("call", "PingPong", "ws_get_messages", "(1)")
            #expect(wrong.status == 64)

            #expect(try await user.icwsThere("canister", "stop", "PingPong").status == 0)
            let stopped = try await user.icwsThere(
                "call", "PingPong", "ws_get_messages", "(record { nonce = 0 })", "--update", "--json")
            #expect(stopped.status == 4)
            #expect(try json(stopped.errors)["error_code"] as? String == "IC0508")
            #expect(try await user.icwsThere("canister", "start", "PingPong").status == 0)
            #expect(try await user.icwsThere("canister", "logs", "PingPong").status == 0)
            #expect(try await user.icwsThere("canister", "delete", "PingPong").status == 4)
            let deleted = try await user.icwsThere("canister", "delete", "PingPong", "--stop")
            #expect(deleted.text.hasSuffix("  deleted\n"), "\(deleted.everything)")
            let gone = try await user.icwsThere("call", "PingPong", "hello")
            #expect(gone.status == 1)
            #expect(gone.errors.contains("there is no canister 'PingPong'"))
        }
    }

    @Test("say that nobody answers, or that nothing vouches for the answer")
    func distrust() async throws {
        try await run { user in
            let deployed = try await user.icwsThere("deploy", "PingPong", "--canisters", samples, "--json")
            let id = try #require(try json(deployed.text)["id"] as? String)
            let other = [String](repeating: "00", count: 133).joined()
            let noKey = try await user.icwsThere("canister", "status", id, "--root-key", other)
            #expect(noKey.status == 5)
            #expect(noKey.errors.contains("the root key is none"))
            let mainnet = try await user.icwsThere(
                "call", id, "ws_get_messages", "(record { nonce = 0 })", "--root-key", Self.internetComputerKey)
            #expect(mainnet.status == 5)
            #expect(mainnet.errors.contains("the certificate's signature is not valid"), "\(mainnet.everything)")
            let nobody = try await user.icws("canister", "status", id, "--network", "http://127.0.0.1:1")
            #expect(nobody.status == 3)
            #expect(nobody.errors.contains("cannot be reached: Connection refused"), "\(nobody.everything)")
        }
    }

    private static let internetComputerKey =
        "308182301d060d2b0601040182dc7c0503010201060c2b0601040182dc7c05030201036100814c0e6ec71fab583b08bd81373c255c3c371b"
        + "2e84863c98a4f1e08b74235d14fb5d9c0cd546d9685f913a0c0b2cc5341583bf4b4392e467db96d65b9bb4cb717112f8472e0d5a4d145"
        + "05ffd7484b01291091c5f87b98883463f98091a0baaae"
}
