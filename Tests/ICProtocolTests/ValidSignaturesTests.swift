import BLS12381
import Candid
import Synchronization
import Testing

@testable import ICCertificates
@testable import ICProtocol

@Suite("Signatures that were found valid", .timeLimit(.minutes(5)))
struct ValidSignaturesTests {
    private func fact(_ number: UInt8) -> ValidSignatures.Fact {
        ValidSignatures.Fact(key: [number], message: [1], signature: [2])
    }

    private final class Counts: Sendable {
        let computed = Mutex<[Bool: Int]>([:])
    }

    @Test("are remembered with key, message and signature, the latest of them")
    func remembered() {
        let valid = ValidSignatures(capacity: 3)
        for number in UInt8(0)..<3 { valid.insert(fact(number)) }
        valid.insert(fact(2))
        #expect((UInt8(0)..<3).allSatisfy { valid.contains(fact($0)) })
        #expect(!valid.contains(ValidSignatures.Fact(key: [1], message: [2], signature: [2])))
        #expect(!valid.contains(ValidSignatures.Fact(key: [1], message: [1], signature: [1])))
        for number in UInt8(3)..<5 { valid.insert(fact(number)) }
        #expect((UInt8(0)..<5).map { valid.contains(fact($0)) } == [false, false, true, true, true])
        // An old one that comes again is as new as any.
        valid.insert(fact(0))
        #expect(valid.contains(fact(0)) && !valid.contains(fact(2)))
    }

    @Test("are computed once by all who come at the same time, valid or not")
    func once() async {
        let valid = ValidSignatures(capacity: 4)
        let counts = Counts()
        await withTaskGroup(of: Bool.self) { group in
            for number in UInt8(0)..<40 {
                let isGood = number.isMultiple(of: 2)
                let fact = fact(isGood ? 1 : 2)
                group.addTask {
                    let found = valid.isValid(fact) {
                        counts.computed.withLock { $0[isGood, default: 0] += 1 }
                        return isGood
                    }
                    return found == isGood
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        #expect(counts.computed.withLock { $0 } == [true: 1, false: 1])
    }

    @Test("that are invalid do not fill the memory, and of each desk only the last is known")
    func invalid() {
        let valid = ValidSignatures(capacity: 4)
        var computed = 0
        func find(_ number: UInt8) -> Bool {
            valid.isValid(fact(number)) {
                computed += 1
                return false
            }
        }
        for _ in 0..<3 { #expect(!find(1) && !valid.contains(fact(1))) }
        #expect(computed == 1)
        // More than there are desks: at least one of them has lost what it knew.
        let all = (UInt8(0)..<40)
        for number in all { #expect(!find(number)) }
        computed = 0
        for number in all { #expect(!find(number)) }
        #expect(computed >= 40 - 16)
        valid.insert(fact(1))
        #expect(find(1))
    }

    @Test("are not remembered where there is no room")
    func none() {
        let valid = ValidSignatures(capacity: 0)
        valid.insert(fact(1))
        #expect(!valid.contains(fact(1)))
    }

    @Test("do not make others valid: of another state, by another key, or changed")
    func others() throws {
        let signers = try (UInt8(1)...2).map {
            SubnetSigner(try SecretKey(seed: [UInt8](repeating: $0, count: 32)))
        }
        let canister = try Principal(bytes: [0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
        func certificate(time: UInt8, by signer: SubnetSigner) throws -> Certificate {
            var state = StateTree()
            state.insert([time], at: StatePath.time)
            state.insert([time], at: StatePath.certifiedData(of: canister.bytes))
            return try Certificate(
                decoding: CertificateBuilder(state, signer: signer).dataCertificate(of: canister.bytes))
        }
        let check = BLSSignatureCheck(rootKey: signers[0].publicKey)
        let first = try certificate(time: 1, by: signers[0])
        // The second time it is remembered.
        for _ in 0..<2 { #expect(try check.check(first, for: canister, at: 0) == .valid) }
        let second = try certificate(time: 2, by: signers[0])
        let swapped = Certificate(tree: second.tree, signature: first.signature, delegation: nil)
        var changed = first.signature
        changed[47] ^= 1
        let damaged = Certificate(tree: first.tree, signature: changed, delegation: nil)
        for wrong in [swapped, damaged, try certificate(time: 1, by: signers[1])] {
            for _ in 0..<2 {
                #expect(throws: CertificateError.invalidSignature) { try check.check(wrong, for: canister, at: 0) }
            }
        }
        #expect(try check.check(second, for: canister, at: 0) == .valid)
        // A check by another key does not know what this one found.
        #expect(throws: CertificateError.invalidSignature) {
            try BLSSignatureCheck(rootKey: signers[1].publicKey).check(first, for: canister, at: 0)
        }
    }
}
