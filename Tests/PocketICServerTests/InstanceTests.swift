import Candid
import Testing

@testable import PocketICServer

@Suite("Instances", .timeLimit(.minutes(60)))
struct InstanceTests {
    private static let new = #"{"state_config":"New","instruction_config":"Production"}"#

    private func description(_ subnets: String, _ others: String = "") throws(PocketICRefusal) -> InstanceDescription {
        let text = #"{"subnet_config_set":{\#(subnets)}\#(others)}"#
        return try JSONBody.decode(InstanceDescription.self, from: [UInt8](text.utf8))
    }

    @Test("have one subnet, of a kind that makes no difference here", arguments: [
        (#""application":[NEW]"#, SubnetKind.application), (#""nns":NEW,"application":[]"#, .nns),
        (#""system":[NEW],"bitcoin":null"#, .system), (#""verified_application":[NEW]"#, .verifiedApplication),
        (#""ii":NEW"#, .internetIdentity), (#""sns":NEW"#, .sns),
    ])
    func kinds(_ subnets: String, _ kind: SubnetKind) throws {
        #expect(try description(subnets.replacing("NEW", with: Self.new)).checkedKind() == kind)
    }

    @Test("with more, or with what is not supported, are refused by name", arguments: [
        (#""application":[]"#, "", "no subnet"), (#""nns":NEW,"application":[NEW]"#, "", "NNS, Application"),
        (#""fiduciary":NEW"#, "", "Fiduciary"), (#""cloud_engine":[NEW]"#, "", "CloudEngine"),
        (#""sns":NEW"#, #","state_dir":"/""#, "'state_dir'"),
        (#""sns":NEW"#, #","icp_features":{"cycles_minting":"DefaultConfig"}"#, "'icp_features.cycles_minting'"),
    ])
    func refused(_ subnets: String, _ others: String, _ words: String) throws {
        let description = try description(subnets.replacing("NEW", with: Self.new), others)
        let refusal = try #require(throws: PocketICRefusal.self) { _ = try description.checkedKind() }
        #expect(refusal.status == 400 && refusal.message.contains(words), "\(refusal.message)")
    }

    @Test("show a topology with their only subnet; time and canisters begin where PocketIC's do")
    func topology() async throws {
        let configuration = PocketICConfiguration()
        let registry = InstanceRegistry(configuration, blobs: BlobStore(configuration.limits))
        let instance = try await registry.create(description(#""system":[\#(Self.new)]"#))
        guard case .object(let topology) = instance.topology, case .object(let subnets) = topology["subnet_configs"],
            case .object(let subnet) = subnets[instance.subnet.text]
        else { throw JSONTests.Unexpected() }
        #expect(subnets.count == 1 && subnet["subnet_kind"] == "System")
        let first = try Principal(text: "lxzze-o7777-77777-aaaaa-cai")
        #expect(topology["default_effective_canister_id"] == ["canister_id": .bytes(first.bytes)])
        #expect(try await instance.time(AnyBody()) == ["nanos_since_epoch": .number(1_620_328_630_000_000_000)])
        await registry.deleteAll()
        #expect(await registry.states == ["Deleted"])
    }

    @Test("go on by themselves at the end of all time, and tell when they do so no longer")
    func endOfTime() async throws {
        let configuration = PocketICConfiguration()
        let registry = InstanceRegistry(configuration, blobs: BlobStore(configuration.limits))
        let instance = try await registry.create(description(#""nns":\#(Self.new)"#))
        _ = try await instance.setTime(RawTime(nanosSinceEpoch: .max))
        _ = try await instance.startProgress(RawProgress(artificialDelayMs: nil))
        let round = instance.replica.round
        while instance.replica.round < round + 3 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(instance.replica.currentTime == .max)
        #expect(await instance.progress.isOn)
        _ = try await instance.stopProgress(AnyBody())
        #expect(await instance.progress.isOn == false)
        // It can be begun anew, and ends by itself where nothing is executed any more.
        _ = try await instance.startProgress(RawProgress(artificialDelayMs: nil))
        await instance.replica.stop()
        while await instance.progress.isOn { try await Task.sleep(for: .milliseconds(10)) }
        await registry.deleteAll()
    }

    @Test("are bounded: at one time, and in all")
    func limits() async throws {
        var configuration = PocketICConfiguration()
        configuration.limits.instances = 1
        configuration.limits.instancesEver = 2
        let registry = InstanceRegistry(configuration, blobs: BlobStore(configuration.limits))
        let description = try description(#""nns":\#(Self.new)"#)
        _ = try await registry.create(description)
        await #expect(throws: PocketICRefusal.self) { _ = try await registry.create(description) }
        try await registry.delete(0)
        _ = try await registry.create(description)
        try await registry.delete(1)
        await #expect(throws: PocketICRefusal.self) { _ = try await registry.create(description) }
        #expect(await registry.states == ["Deleted", "Deleted"])
    }
}
