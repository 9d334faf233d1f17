import BLS12381
import Bytes
import Candid
import CanisterTesting
import Certification
import ICAgent
import ICCertificates
import ICProtocol
import SHA256
import WebSocketProtocol
@testable import WebSocketClient

/// A canister that says, on one connection, whatever a test wants, and whose network certifies it.
struct ScriptedCanister {
    let signer: SubnetSigner
    let id = Principal.testUser(500)
    var connection: ClientConnection
    var now = Moment(time: 1_700_000_000_000_000_000, uptime: 1_000)

    /// Begins a connection that the gateway has said its name on.
    init(settings: ConnectionSettings = ConnectionSettings()) throws {
        signer = SubnetSigner(try SecretKey(seed: Array("the root key of a canister with a script".utf8)))
        let certificates = CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: signer.publicKey))
        connection = ClientConnection(
            canister: id, identity: try Ed25519Identity(seed: [UInt8](repeating: 3, count: 32)), clientNonce: 11,
            certificates: certificates, settings: settings, at: now)
        _ = connection.received(GatewayHandshake(gateway: .testUser(501)).encoded, at: now)
    }

    /// What the client does with the canister's next message.
    mutating func say(_ service: ServiceMessage) -> [String] { say(service.encoded, isServiceMessage: true) }

    mutating func say(
        _ content: [UInt8], isServiceMessage: Bool = false, to key: ClientKey? = nil
    ) -> [String] {
        let message = WebSocketMessage(
            clientKey: key ?? connection.clientKey, sequenceNumber: connection.lastReceivedSequenceNumber + 1,
            timestamp: now.time, isServiceMessage: isServiceMessage, content: content)
        return connection.received(certified(message.cborEncoded).encoded, at: now).summary
    }

    /// A content with a proof.
    func certified(_ content: [UInt8]) -> RelayedMessage {
        let key = Array("key".utf8)
        let tree = HashTree.labeled(
            Array("websocket".utf8), .labeled(key, .leaf(SHA256.hash(content).bytes)))
        var state = StateTree()
        var time = ByteWriter()
        time.write(leb128: now.time)
        state.insert(time.bytes, at: StatePath.time)
        state.insert(tree.digest.bytes, at: StatePath.certifiedData(of: id.bytes))
        let certificate = CertificateBuilder(state, signer: signer).dataCertificate(of: id.bytes)
        return RelayedMessage(key: key, content: content, certificate: certificate, tree: tree.encoded)
    }
}
