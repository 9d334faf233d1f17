import Candid
import Certification
import ICCertificates
import MessageVerification
import SHA256
import Testing
import TestSupport
import WebSocketProtocol

@Suite("A message from a real replica")
struct RealMessageTests {
    private let canister: Principal
    private let clientKey: ClientKey

    init() throws {
        canister = try Principal(text: RealMessage.canister)
        clientKey = ClientKey(
            principal: try Principal(bytes: bytes("b5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e3002")),
            nonce: 385_892_949_151_814_926)
    }

    private func verify(
        _ relayed: RelayedMessage, canister: Principal? = nil, at now: UInt64 = RealMessage.time
    ) throws(MessageRefusal) -> VerifiedMessage {
        var verifier = CertifiedMessageVerifier(canister: canister ?? self.canister, certificates: .unsigned)
        return try verifier.verify(relayed, at: now)
    }

    @Test("is accepted, with its signature told not to be checked")
    func accepts() throws {
        let verified = try verify(RealMessage.relayed)
        #expect(verified.signature == .notChecked)
        #expect(verified.certifiedAt == RealMessage.time)
        #expect(verified.message.sequenceNumber == 1)

        let verifier = CertifiedMessageVerifier(canister: canister, certificates: .unsigned)
        var receiver = MessageReceiver(clientKey: clientKey, verifier: verifier)
        let received = try receiver.receive(RealMessage.relayed, at: RealMessage.time)
        #expect(received.body == .service(.open(clientKey)))
    }

    @Test("is accepted without the tags before certificate and tree")
    func acceptsUntagged() throws {
        _ = try verify(
            RelayedMessage(
                key: RealMessage.key, content: RealMessage.content,
                certificate: Array(RealMessage.certificate.dropFirst(3)), tree: Array(RealMessage.tree.dropFirst(3))))
    }

    @Test("is refused once a bit of content, key or tree is changed, whichever")
    func refusesChanges() {
        let real = RealMessage.relayed
        for content in singleBitChanges(of: real.content) {
            #expect {
                try verify(RelayedMessage(
                    key: real.key, content: content, certificate: real.certificate, tree: real.tree))
            } throws: { error in
                guard case .contentNotProven = error as? MessageRefusal else { return false }
                return true
            }
        }
        for key in singleBitChanges(of: real.key) {
            #expect {
                try verify(RelayedMessage(
                    key: key, content: real.content, certificate: real.certificate, tree: real.tree))
            } throws: { error in
                guard case .keyNotProven(key, .absent) = error as? MessageRefusal else { return false }
                return true
            }
        }
        for tree in singleBitChanges(of: real.tree) {
            #expect {
                try verify(RelayedMessage(
                    key: real.key, content: real.content, certificate: real.certificate, tree: tree))
            } throws: { error in
                switch error as? MessageRefusal {
                case .proof(.notCertified), .proof(.tree): true
                default: false
                }
            }
        }
    }

    @Test("is refused once a bit of the certified data is changed, whichever")
    func refusesOtherCertifiedData() throws {
        let real = RealMessage.relayed
        let data = bytes("e17d2f5533250b07d0cac69dd789e9b123aabf7663e3f91817567a0fe789a302")
        let start = try #require(real.certificate.firstRange(of: data)).lowerBound
        for changed in singleBitChanges(of: data) {
            var certificate = real.certificate
            certificate.replaceSubrange(start..<start + data.count, with: changed)
            #expect {
                try verify(RelayedMessage(
                    key: real.key, content: real.content, certificate: certificate, tree: real.tree))
            } throws: { error in
                guard case .proof(.notCertified(certified: changed, _)) = error as? MessageRefusal else { return false }
                return true
            }
        }
    }

    @Test("is refused as another canister's")
    func refusesOtherCanister() throws {
        for other in ["rwlgt-iiaaa-aaaaa-aaaaa-cai", "lxzze-o7777-77777-aaaaa-cai", "aaaaa-aa"] {
            let other = try Principal(text: other)
            #expect {
                try verify(RealMessage.relayed, canister: other)
            } throws: { error in
                guard case .proof(.certificate(.noCertifiedData(other, _))) = error as? MessageRefusal else {
                    return false
                }
                return true
            }
        }
    }

    @Test("is refused after five minutes, also by a verifier that had accepted it")
    func refusesOld() throws {
        var verifier = CertifiedMessageVerifier(canister: canister, certificates: .unsigned)
        let limit: UInt64 = 300_000_000_000
        for _ in 0..<2 {
            _ = try verifier.verify(RealMessage.relayed, at: RealMessage.time + limit)
            #expect {
                _ = try verifier.verify(RealMessage.relayed, at: RealMessage.time + limit + 1)
            } throws: { error in
                guard case .proof(.certificate(.tooOld)) = error as? MessageRefusal else { return false }
                return true
            }
        }
    }

    @Test("is refused by another connection, though it is proven")
    func refusesOtherConnection() {
        let verifier = CertifiedMessageVerifier(canister: canister, certificates: .unsigned)
        let others = [
            ClientKey(principal: clientKey.principal, nonce: 1), ClientKey(principal: canister, nonce: clientKey.nonce),
        ]
        for key in others {
            var receiver = MessageReceiver(clientKey: key, verifier: verifier)
            #expect {
                _ = try receiver.receive(RealMessage.relayed, at: RealMessage.time)
            } throws: { error in
                guard case .otherConnection(clientKey) = error as? MessageRefusal else { return false }
                return true
            }
        }
    }

    private func singleBitChanges(of bytes: [UInt8]) -> [[UInt8]] {
        bytes.indices.flatMap { index in
            (0..<8).map { bit in
                var changed = bytes
                changed[index] ^= 1 << bit
                return changed
            }
        }
    }
}
