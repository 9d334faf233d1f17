import Bytes
import CBOR
import Candid
import ICCertificates

extension Subnet {
    /// The state that the subnet certifies, as it stands: its time, what it is, and what each canister shows.
    ///
    /// A replica adds what only it knows: the status of requests, the hashes of modules, their metadata.
    public var stateTree: StateTree {
        var tree = StateTree()
        var time = ByteWriter()
        time.write(leb128: self.time)
        tree.insert(time.bytes, at: StatePath.time)

        let subnet = [StatePath.label("subnet"), configuration.id.bytes]
        tree.insert(configuration.rootKey, at: subnet + [StatePath.label("public_key")])
        tree.insert([UInt8]("application".utf8), at: subnet + [StatePath.label("type")])

        // In an order that stays, since the shape of the tree follows from it.
        for canister in canistersInOrder {
            let path = [StatePath.label("canister"), canister.id.bytes]
            tree.insert(canister.controllersInCBOR, at: path + [StatePath.label("controllers")])
            if canister.guest != nil {
                tree.insert(canister.certifiedData, at: StatePath.certifiedData(of: canister.id.bytes))
            }
        }
        return tree
    }

    /// Gives queries by users a certificate of the canister's data, made of ``stateTree`` as it stands.
    public func certifyData(with signer: any CertificateSigner) {
        dataCertificate = { [weak self] canister in
            self.map { CertificateBuilder($0.stateTree, signer: signer).dataCertificate(of: canister.id.bytes) } ?? []
        }
    }
}

extension HostedCanister {
    /// The controllers as the state tree shows them: a tagged array of byte strings.
    fileprivate var controllersInCBOR: [UInt8] {
        var writer = ByteWriter()
        writer.writeCBOR(tag: 55_799)
        writer.writeCBORArrayHeader(controllers.count)
        for controller in controllers { writer.writeCBOR(bytes: controller.bytes) }
        return writer.bytes
    }
}
