import Candid
import Testing
import TestSupport

/// Whatever arrives, the decoder gives a value or a typed error: no trap and no endless work.
@Suite("Damaged messages")
struct MutationTests {
    /// Reads a message at every type that the tests know, and skips it. Each must return.
    private func readAll(_ message: [UInt8]) -> Int {
        var values = 0
        func read<Value: CandidCodable & Hashable>(_ type: Value.Type) {
            guard let value = try? decode(message, as: type) else { return }
            values += 1
            // What was read can be written and read again.
            #expect((try? decode(CandidEncoder.encode(value), as: type)) == value)
        }
        read(MessageArguments.self)
        read(MessageArguments?.self)
        read(OpenArguments.self)
        read(GetMessagesResult.self)
        read(ServiceMessage.self)
        read(ServiceMessage?.self)
        read([Tuple2<Text?, [Nat?]>].self)
        read(List.self)
        read(TextResult.self)
        read(FunctionReference<PrincipalToNat>.self)
        read(ServiceReference<FooService>.self)
        read(Tuple3<Integer, Principal, [UInt16]?>?.self)
        read(Reserved.self)
        return values
    }

    private static let messages: [[UInt8]] = {
        var messages = MessageVector.all.flatMap { [$0.outermostFirst, $0.outermostLast] }
        messages.append(CandidEncoder.encode([Tuple2(Text?.some("a☃"), [Nat?.some(5_000_000), nil])]))
        messages.append(CandidEncoder.encode(List([1, -2, 3_000_000_000])))
        messages.append(CandidEncoder.encode(TextResult.ok("é")))
        messages.append(CandidEncoder.encode(FunctionReference<PrincipalToNat>(.anonymous, "foo")))
        messages.append(CandidEncoder.encode(ServiceReference<FooService>(.anonymous)))
        messages.append(CandidEncoder.encode(Tuple3(Integer(-5), Principal.anonymous, [UInt16]?.some([1, 2]))))
        messages.append(bytes("4449444c01670341424302007e050068656c6c6f01"))
        return messages
    }()

    @Test("Cut short at each byte, a message is refused")
    func truncation() throws {
        for message in Self.messages {
            #expect(readAll(message) > 0)
            for count in 0..<message.count {
                let cut = Array(message[..<count])
                #expect(errorOf { () throws(CandidError) in try decodeNothing(cut) } != nil)
                #expect(readAll(cut) == 0)
            }
        }
    }

    @Test("With a bit flipped, a message is refused or read as another value")
    func bitFlips() {
        var values = 0
        for message in Self.messages {
            for position in message.indices {
                for bit in 0..<8 {
                    var damaged = message
                    damaged[position] ^= 1 << UInt8(bit)
                    values += readAll(damaged)
                }
            }
        }
        #expect(values > 0)
    }

    @Test("With several bytes replaced, removed or doubled, too", arguments: 0..<8)
    func randomDamage(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<400 {
            guard var message = Self.messages.randomElement(using: &random) else { return }
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard message.count > 5 else { break }
                let position = Int.random(in: 4..<message.count, using: &random)
                switch UInt8.random(in: 0...3, using: &random) {
                case 0: message[position] = UInt8.random(in: 0...255, using: &random)
                case 1: message.remove(at: position)
                case 2: message.insert(message[position], at: position)
                default:
                    message[position] = [0, 1, 0x7f, 0x80, 0xff, 0x6c, 0x6d, 0x6e].randomElement(using: &random) ?? 0
                }
            }
            _ = readAll(message)
        }
    }

    @Test("Random type tables are parsed or refused", arguments: 0..<4)
    func randomTables(seed: UInt64) {
        var random = SplitMix64(seed: 100 + seed)
        let opcodes: [UInt8] = [0x6e, 0x6d, 0x6c, 0x6b, 0x6a, 0x69, 0x67]
        for _ in 0..<1_000 {
            let entries = UInt8.random(in: 0...5, using: &random)
            var message = Array("DIDL".utf8) + [entries]
            for _ in 0..<entries {
                message.append(opcodes.randomElement(using: &random) ?? 0x6e)
                for _ in 0..<Int.random(in: 1...7, using: &random) {
                    let small = UInt8.random(in: 0...5, using: &random)
                    message.append(Bool.random(using: &random) ? small : UInt8.random(in: 0x68...0x7f, using: &random))
                }
            }
            message += [1, UInt8.random(in: 0...4, using: &random)]
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                message.append(UInt8.random(in: 0...3, using: &random))
            }
            _ = readAll(message)
        }
    }
}
