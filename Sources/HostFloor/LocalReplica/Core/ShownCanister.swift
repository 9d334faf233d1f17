import Bytes
import CBOR
import Candid
import CanisterExecution
import ICCertificates

/// What the state tree shows of a canister. Compared from round to round, so that only what changed is written anew.
struct ShownCanister: Hashable {
    var controllers: [Principal]
    var creationTime: UInt64
    /// What only a canister with code has.
    var code: Code?

    struct Code: Hashable {
        var certifiedData: [UInt8]
        var moduleHash: [UInt8]?
        var metadata: [ModuleMetadata]
        var installationTime: UInt64?
    }

    init(_ canister: HostedCanister) {
        controllers = canister.controllers
        creationTime = canister.creationTime
        guard canister.guest != nil else { return }
        code = Code(
            certifiedData: canister.certifiedData, moduleHash: canister.module?.hash,
            metadata: canister.module?.metadata ?? [], installationTime: canister.installationTime)
    }

    /// What stands below `/canister/<id>`.
    var tree: StateTree {
        var tree = StateTree()
        func insert(_ value: [UInt8], _ path: String...) { tree.insert(value, at: path.map(StatePath.label)) }
        insert(controllersInCBOR, "controllers")
        insert(CertifiedStateTree.natural(creationTime), "canister_creation_timestamp")
        guard let code else { return tree }
        insert(code.certifiedData, "certified_data")
        if let time = code.installationTime {
            insert(CertifiedStateTree.natural(time), "last_install_timestamp")
        }
        if let hash = code.moduleHash { insert(hash, "module_hash") }
        for section in code.metadata { insert(section.content, "metadata", section.name) }
        return tree
    }

    private var controllersInCBOR: [UInt8] {
        var writer = ByteWriter()
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORArrayHeader(controllers.count)
        for controller in controllers { writer.writeCBOR(bytes: controller.bytes) }
        return writer.bytes
    }
}
