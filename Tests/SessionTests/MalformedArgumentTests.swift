import Candid
import CanisterExecution
import CanisterTesting
import Testing
import TestSupport

@testable import WebSocketProtocol

/// Everything that strangers can send to an entry point ends in a reply or in a clear refusal at the entry point's edge:
/// never in a trap of the module's own, such as an access out of bounds, and never in a hang.
@Suite("Malformed arguments")
struct MalformedArgumentTests {
    static let client = Principal.testUser(1)
    static let gateway = Principal.testUser(2)
    static let key = ClientKey(principal: client, nonce: 1)

    static let methods: [(name: String, argument: [UInt8])] = [
        ("ws_open", OpenArguments(clientNonce: 1, gateway: gateway).encoded),
        (
            "ws_message",
            MessageArguments(
                message: WebSocketMessage(
                    clientKey: key, sequenceNumber: 1, timestamp: 2, isServiceMessage: true,
                    content: ServiceMessage.keepAlive(lastIncomingSequenceNumber: 1).encoded)
            ).encoded
        ),
        ("ws_close", CloseArguments(clientKey: key).encoded),
        ("ws_get_messages", GetMessagesArguments(nonce: 0).encoded),
        ("send", CandidEncoder.encode(client, [[1, 2, 3], [UInt8](repeating: 4, count: 40)])),
        ("close", CandidEncoder.encode(client)),
        ("wipe", CandidEncoder.encode(UInt64(50), UInt64(300_000))),
    ]

    /// A canister with one open connection, and the number of calls that it refused at its edge.
    private struct Target {
        let subnet = Subnet.forTests()
        let canister: Principal
        var refused = 0
        var replied = 0

        init(on host: CanisterHost) throws {
            canister = try subnet.createCanister(controllers: [.anonymous]).id
            let settings = CandidEncoder.encode(UInt64(50), UInt64(300_000))
            try subnet.install(host.conformance(), in: canister, argument: settings, caller: .anonymous)
            let open = OpenArguments(clientNonce: 1, gateway: gateway).encoded
            _ = try subnet.call(canister, "ws_open", open, from: client).result.get()
        }

        mutating func call(_ method: String, _ argument: [UInt8], _ what: String) {
            let caller = method == "ws_close" || method == "ws_get_messages" ? gateway : client
            let outcome =
                method == "ws_get_messages"
                ? subnet.query(canister, method, argument, from: caller)
                : subnet.call(canister, method, argument, from: caller)
            switch outcome.result {
            case .reply:
                replied += 1
            case .reject(let reject):
                refused += 1
                #expect(reject.trap?.code == .calledTrap, "\(method) \(what): \(reject.message)")
                let text = reject.trap?.message ?? ""
                let isClear = text.hasPrefix("failed to decode call arguments: ") || text.hasPrefix("send_ack_interval_ms")
                    || text.hasPrefix("the acknowledgement interval") || text.hasPrefix("the maximum number")
                #expect(isClear, "\(method) \(what): \(text)")
            }
            #expect(outcome.instructions < 2_000_000, "\(method) \(what)")
        }
    }

    @Test("cut short at each byte are refused, with a reason", arguments: CanisterHost.allCases)
    func truncation(on host: CanisterHost) throws {
        var target = try Target(on: host)
        var count = 0
        for (name, argument) in Self.methods {
            for length in 0..<argument.count {
                target.call(name, Array(argument[..<length]), "cut to \(length) bytes")
                count += 1
            }
        }
        #expect(target.refused == count)
        print("\(host): \(count) cut arguments, all refused")
    }

    @Test("with flipped bits are refused with a reason, or understood", arguments: CanisterHost.allCases)
    func flippedBits(on host: CanisterHost) throws {
        var target = try Target(on: host)
        var random = SplitMix64(seed: 7)
        for (name, argument) in Self.methods {
            for _ in 0..<300 {
                var damaged = argument
                for _ in 0...(random.next() % 3) {
                    let bit = Int(random.next() % UInt64(damaged.count * 8))
                    damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                }
                target.call(name, damaged, hex(damaged))
            }
        }
        print("\(host): \(target.refused + target.replied) damaged arguments: \(target.refused) refused, "
            + "\(target.replied) understood")
        #expect(target.refused > 500)
        #expect(target.replied > 50)
    }
}
