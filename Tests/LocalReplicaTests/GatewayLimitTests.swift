import Bytes
import Candid
import Foundation
import TestSupport
import Testing

@testable import LocalReplica
@testable import WasmEngine

@Suite("The limits of a gateway", .serialized, .timeLimit(.minutes(60)))
struct GatewayLimitTests {
    /// An `HttpResponse` that asks for an update, or goes on in pieces from a slot on.
    private struct Reply: CandidEncodable {
        var body: [UInt8] = []
        var upgrade: Bool?
        var streaming: Streaming?

        static func candidType(in table: inout TypeTable) -> TypeReference {
            table.record { table in
                table.field(1_092_319_906, [UInt8].self)
                table.field(1_661_489_734, [GatewayRequest.Header].self)
                table.field(1_664_201_884, Bool?.self)
                table.field(3_427_158_832, Streaming?.self)
                table.field(3_475_804_314, UInt16.self)
            }
        }

        func encode(into writer: inout ByteWriter) {
            body.encode(into: &writer)
            [GatewayRequest.Header]().encode(into: &writer)
            upgrade.encode(into: &writer)
            streaming.encode(into: &writer)
            UInt16(200).encode(into: &writer)
        }
    }

    /// A strategy whose token is the number of a slot.
    private struct Streaming: CandidEncodable {
        var canister: Principal
        var slot: UInt8

        static func candidType(in table: inout TypeTable) -> TypeReference {
            table.variant { table in table.field(1_488_475_621, Callback.self) }
        }

        func encode(into writer: inout ByteWriter) {
            writer.write(leb128: 0)
            Callback(slot: slot, function: FunctionReference(canister, "more")).encode(into: &writer)
        }

        struct Callback: CandidEncodable {
            var slot: UInt8
            var function: FunctionReference<Method>

            static func candidType(in table: inout TypeTable) -> TypeReference {
                table.record { table in
                    table.field(338_395_897, UInt8.self)
                    table.field(2_131_139_013, FunctionReference<Method>.self)
                }
            }

            func encode(into writer: inout ByteWriter) {
                slot.encode(into: &writer)
                function.encode(into: &writer)
            }
        }

        enum Method: CandidReferenceType {
            static func candidType(in table: inout TypeTable) -> TypeReference {
                table.function(annotations: [.query], arguments: { _ in }, results: { _ in })
            }
        }
    }

    private struct Piece: CandidEncodable {
        var token: UInt8?
        var body: [UInt8]

        static func candidType(in table: inout TypeTable) -> TypeReference {
            table.record { table in
                table.field(338_395_897, UInt8?.self)
                table.field(1_092_319_906, [UInt8].self)
            }
        }

        func encode(into writer: inout ByteWriter) {
            token.encode(into: &writer)
            body.encode(into: &writer)
        }
    }

    /// A canister of `Tests/Wire/canisters`, or of a text.
    private func install(_ text: String, _ fixture: HTTPFixture) async throws -> Principal {
        let module = try WasmEngine.shared().assemble(text)
        let creation = ProvisionalCreation(settings: nil, specifiedId: nil, amount: nil)
        guard
            case .replied(let reply) = try await fixture.call(
                .managementCanister, "provisional_create_canister_with_cycles", CandidEncoder.encode(creation))
        else { throw CancellationError() }
        let id = try CandidDecoder.decode(CanisterArgument.self, from: reply).canisterId
        let installation = CodeInstallation(arg: [], wasmModule: module, mode: .install, canisterId: id)
        let installed = try await fixture.call(
            .managementCanister, "install_code", CandidEncoder.encode(installation), at: id)
        #expect(installed == .replied(CandidEncoder.encode()))
        return id
    }

    private func pages(_ fixture: HTTPFixture) async throws -> Principal {
        try await install(
            String(contentsOfFile: Checkout.path("Tests/Wire/canisters/pages.wat"), encoding: .utf8), fixture)
    }

    private func prepare(
        _ slot: UInt8, _ message: some CandidEncodable, of id: Principal, _ fixture: HTTPFixture
    ) async throws {
        let status = try await fixture.call(id, "prepare", [slot] + CandidEncoder.encode(message))
        #expect(status == .replied([]))
    }

    private func page(
        of id: Principal, _ fixture: HTTPFixture, body: [UInt8]? = nil
    ) async throws -> HTTPFixture.Answer {
        try await fixture.send(body == nil ? "GET" : "POST", "/?canisterId=\(id.text)", body, contentType: nil)
    }

    @Test("a body in pieces has as many bytes, and as many pieces, as it may")
    func streaming() async throws {
        try await HTTPFixture.with({
            $0.limits.streamedBody = 1_000
            $0.limits.streamedPieces = 3
            // One after the other they have room, however each ends.
            $0.limits.streamedBodies = 1
        }) { fixture in
            let id = try await pages(fixture)
            try await prepare(0, Reply(streaming: Streaming(canister: id, slot: 4)), of: id, fixture)
            for slot in 4...6 as ClosedRange<UInt8> {
                let piece = Piece(token: slot < 6 ? slot + 1 : nil, body: [UInt8](repeating: slot, count: 300))
                try await prepare(slot, piece, of: id, fixture)
            }
            let whole = try await page(of: id, fixture)
            #expect(whole.status == 200 && whole.body.count == 900)
            try await prepare(6, Piece(token: 7, body: []), of: id, fixture)
            let many = try await page(of: id, fixture)
            #expect(many.status == 502 && many.text.contains("more than 3 pieces or 1000 bytes"), "\(many.text)")
            try await prepare(4, Piece(token: 5, body: [UInt8](repeating: 1, count: 1_001)), of: id, fixture)
            let large = try await page(of: id, fixture)
            #expect(large.status == 502 && large.text.contains("more than 3 pieces or 1000 bytes"), "\(large.text)")
        }
    }

    @Test("no more bodies in pieces are collected at one time than may be; others are sent")
    func streams() async throws {
        try await HTTPFixture.with({ $0.limits.streamedBodies = 0 }) { fixture in
            let id = try await pages(fixture)
            try await prepare(0, Reply(body: [7]), of: id, fixture)
            let plain = try await page(of: id, fixture)
            #expect(plain.status == 200 && plain.body == [7])
            try await prepare(0, Reply(streaming: Streaming(canister: id, slot: 4)), of: id, fixture)
            let refused = try await page(of: id, fixture)
            #expect(refused.status == 503 && refused.text.contains("at most 0 are collected"), "\(refused.text)")
            #expect(refused.headers["retry-after"] == "1")
        }
    }

    @Test("updates are sent at the end of all time too")
    func endOfTime() async throws {
        try await HTTPFixture.with { fixture in
            let id = try await pages(fixture)
            try await prepare(0, Reply(upgrade: true), of: id, fixture)
            try await prepare(1, Reply(body: [7]), of: id, fixture)
            try await fixture.replica.setTime(.max)
            let updated = try await page(of: id, fixture)
            #expect(updated.status == 200 && updated.body == [7], "\(updated.text)")
        }
    }

    @Test("a request has as large a body as it may")
    func sizes() async throws {
        try await HTTPFixture.with({ $0.limits.gatewayBody = 100 }) { fixture in
            let id = try await pages(fixture)
            try await prepare(0, Reply(body: [7]), of: id, fixture)
            let taken = try await page(of: id, fixture, body: [UInt8](repeating: 1, count: 100))
            #expect(taken.status == 200 && taken.body == [7])
            let refused = try await page(of: id, fixture, body: [UInt8](repeating: 1, count: 101))
            #expect(refused.status == 413 && refused.text.contains("at most 100 bytes"), "\(refused.text)")
        }
    }

    @Test("an update that does not end is waited for as long as is said, and then told of with 504")
    func lateUpdates() async throws {
        try await HTTPFixture.with({
            $0.limits.gatewayWait = .seconds(1)
            $0.callWait = .milliseconds(100)
        }) { fixture in
            let reply = CandidEncoder.encode(Reply(upgrade: true)).map {
                "\\" + ($0 < 16 ? "0" : "") + String($0, radix: 16)
            }
            // It calls itself for ever.
            let id = try await install(
                """
                (module
                  (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
                  (import "ic0" "msg_reply" (func $reply))
                  (import "ic0" "canister_self_copy" (func $self (param i32 i32 i32)))
                  (import "ic0" "call_new" (func $new (param i32 i32 i32 i32 i32 i32 i32 i32)))
                  (import "ic0" "call_perform" (func $perform (result i32)))
                  (memory 1)
                  (table funcref (elem $again))
                  (data (i32.const 0) "nothing")
                  (data (i32.const 100) "\(reply.joined())")
                  (func $again (param i32)
                    (call $self (i32.const 16) (i32.const 0) (i32.const 10))
                    (call $new (i32.const 16) (i32.const 10) (i32.const 0) (i32.const 7)
                      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))
                    (drop (call $perform)))
                  (func (export "canister_update nothing") (call $reply))
                  (func (export "canister_query http_request")
                    (call $append (i32.const 100) (i32.const \(reply.count))) (call $reply))
                  (func (export "canister_update http_request_update") (call $again (i32.const 0))))
                """, fixture)
            let late = try await page(of: id, fixture)
            #expect(late.status == 504, "\(late.text)")
            #expect(late.text == "Canister \(id.text) has not answered within 1 s.")
        }
    }
}
