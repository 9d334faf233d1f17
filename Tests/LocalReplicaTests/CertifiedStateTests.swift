import Candid
import CanisterExecution
import Certification
import ICCertificates
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("The certified state of a replica")
struct CertifiedStateTests {
    private let fixture: CoreFixture
    private let counter: Principal
    private let check: BLSSignatureCheck

    init() throws {
        fixture = try CoreFixture()
        counter = try fixture.install(TestModules.counter())
        check = BLSSignatureCheck(rootKey: try SubnetKey(der: fixture.core.keys.rootKey))
    }

    /// What a certificate of some paths shows, once it is verified.
    private func state(revealing paths: [[[UInt8]]]) throws -> StateReader {
        try state(fixture.core.certified.certificates.certificate(revealing: paths))
    }

    private func state(_ bytes: [UInt8]) throws -> StateReader {
        let certificate = try Certificate(decoding: bytes)
        #expect(try check.check(certificate, for: counter, at: fixture.core.time) == .valid)
        return try StateReader(certificate.tree)
    }

    @Test("tells what became of a call, and proves that another was never there")
    func requestStatus() throws {
        let call = try fixture.call(counter, "inc")
        try fixture.run(call)
        let state = try state(fixture.core.certified.certificate(of: call.requestID))
        #expect(try state.requestStatus(of: call.requestID) == .replied([1, 0, 0, 0]))
        #expect(try state.time == .found(fixture.core.time))
        let absent = try fixture.call(counter, "inc").requestID
        #expect(try self.state(fixture.core.certified.certificate(of: absent)).requestStatus(of: absent) == .absent)
    }

    @Test("tells the reject of a call with its codes")
    func rejectedStatus() throws {
        let call = try fixture.call(counter, "trap")
        let status = try fixture.run(call)
        let rejection = try #require(status.rejection)
        let state = try state(fixture.core.certified.certificate(of: call.requestID))
        #expect(try state.requestStatus(of: call.requestID) == .rejected(rejection))
        #expect(rejection.errorCode == "IC0502")
    }

    @Test("shows the subnet as clients look for it")
    func subnet() throws {
        let subnet = Principal.selfAuthenticating(publicKey: fixture.core.keys.rootKey)
        #expect(subnet == fixture.core.keys.subnet)
        let state = try state(revealing: [[StatePath.label("subnet")], StatePath.rangeShards(of: subnet)])
        #expect(try state.publicKey(of: subnet) == .found(fixture.core.keys.rootKey))
        #expect(try state.nodeKeys(of: subnet) == .found([fixture.core.keys.node: fixture.core.keys.nodeKey]))
        #expect(fixture.core.keys.nodeKey.count == 44)
        #expect(try state.isCanister(counter, in: subnet) == .found(true))
        #expect(try state.value(at: StatePath.subnet(subnet, "type")) == .found([UInt8]("application".utf8)))
        let older = try state.value(at: StatePath.subnet(subnet, "canister_ranges"))
        #expect(older.found.flatMap { CanisterRanges(decoding: $0) }?.contains(counter) == true)
        guard case .found(let shards) = state.tree.lookupSubtree(StatePath.rangeShards(of: subnet)) else {
            Issue.record("expected shards")
            return
        }
        guard case .labeled(let label, .leaf) = shards else {
            Issue.record("expected one shard, and nothing beside it")
            return
        }
        #expect(label == Principal(canisterIndex: 0).bytes)
    }

    @Test("shows a canister's controllers, module and times")
    func canister() throws {
        let fields = ["controllers", "module_hash", "canister_creation_timestamp", "last_install_timestamp"]
        let state = try state(revealing: fields.map { StatePath.canister(counter, $0) })
        #expect(try state.controllers(of: counter) == .found([fixture.user.principal]))
        let hosted = try #require(fixture.core.subnet.canisters[counter])
        #expect(try state.moduleHash(of: counter) == .found(try #require(hosted.module?.hash)))
        #expect(
            try state.value(at: StatePath.canister(counter, "canister_creation_timestamp"))
                == .found(CertifiedStateTree.natural(hosted.creationTime)))
        #expect(
            try state.value(at: StatePath.canister(counter, "last_install_timestamp"))
                == .found(CertifiedStateTree.natural(try #require(hosted.installationTime))))
        try fixture.manage(.uninstallCode, CanisterArgument(canisterId: counter), of: counter)
        #expect(
            try self.state(revealing: [StatePath.canister(counter, "module_hash")]).moduleHash(of: counter) == .absent)
    }

    @Test("gives queries a certificate of the canister's data")
    func dataCertificate() throws {
        try fixture.update(counter, "certify", [1, 2, 3])
        guard case .replied(let bytes) = fixture.query(counter, "certificate") else {
            Issue.record("expected a certificate")
            return
        }
        #expect(try state(bytes).value(at: StatePath.certifiedData(of: counter.bytes)) == .found([1, 2, 3]))
    }

    @Test("is of one moment: a query, its certificate and its time belong together")
    func consistent() throws {
        try fixture.update(counter, "certify", [1])
        let before = fixture.core.certified
        try fixture.update(counter, "certify", [2])
        try fixture.update(counter, "inc")
        let request = CanisterRequest(
            terms: RequestTerms(sender: .anonymous, ingressExpiry: 0), canister: counter, method: "certificate",
            argument: [])
        guard case .replied(let bytes) = before.query(request) else {
            Issue.record("expected a certificate")
            return
        }
        let old = try StateReader(try Certificate(decoding: bytes).tree)
        #expect(try old.value(at: StatePath.certifiedData(of: counter.bytes)) == .found([1]))
        #expect(try old.time == .found(before.time))
        var get = request
        get.method = "get"
        #expect(before.query(get).count == 0)
        #expect(fixture.core.certified.query(get).count == 1)
    }

    @Test("forgets canisters that are deleted")
    func deleted() throws {
        let argument = CanisterArgument(canisterId: counter)
        try fixture.manage(.stopCanister, argument, of: counter)
        try fixture.manage(.deleteCanister, argument, of: counter)
        let state = try state(revealing: [StatePath.canister(counter, "controllers")])
        #expect(try state.controllers(of: counter) == .absent)
    }
}
