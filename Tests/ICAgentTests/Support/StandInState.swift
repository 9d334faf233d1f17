import Bytes
import Candid
import ICAgent
import ICCertificates
import ICProtocol

/// What the stand-in network knows, and how it behaves.
struct StandInState: Sendable {
    /// Whether a subnet other than the root holds the canister.
    let isDelegated: Bool
    var ranges = CanisterRanges([canister...canister])

    /// The versions of addresses that there are.
    var callVersions: Set<Int> = [2, 3, 4]
    var otherVersions: Set<Int> = [2, 3]

    /// What happens to the next requests, whatever they are.
    var faults: [Fault] = []

    /// What comes out of calls and queries.
    var outcome: @Sendable (CanisterRequest) -> QueryResponse.Outcome = { .replied($0.argument) }
    var nonReplicatedRejection: Rejection?

    /// How often the state is read before a call has come to its end, and what it says of the call until then.
    var pollsBeforeEnd = 0
    var statusBeforeEnd: String? = "processing"
    var isForgotten = false

    /// What is wrong with certificates.
    var certificateAge = Duration.zero
    var otherSigner: UInt8?
    var otherDelegationSigner: UInt8?
    var otherPaths: [[[UInt8]]]?
    var changeState: (@Sendable (inout StateTree) -> Void)?
    var changeCertificate: (@Sendable ([UInt8]) -> [UInt8])?

    /// What is wrong with responses to queries.
    var signatureAge = Duration.zero
    var otherNode: UInt8?
    var otherRequest: RequestID?
    var changeResponse: (@Sendable (inout QueryResponse) -> Void)?

    /// The nodes beside the one that answers, by their number.
    var moreNodes: [UInt8] = []
    /// What the state holds beside what it always does.
    var values: [[[UInt8]]: [UInt8]] = [:]

    var calls: [RequestID: QueryResponse.Outcome] = [:]
    var executions = 0
    var paths: [String] = []

    init(isDelegated: Bool) { self.isDelegated = isDelegated }

    enum Fault: Sendable {
        /// The network is not asked: this comes instead.
        case status(Int, String)
        case error(TransportError)
        case body([UInt8])
        /// The network does what it is asked, and nobody hears of it.
        case lostAnswer
    }

    func serves(_ address: StandInAddress) -> Bool {
        (address.endpoint.kind == .call ? callVersions : otherVersions).contains(address.version)
    }

    /// The state as a tree.
    func tree(of network: StandInNetwork, at now: UInt64) throws -> StateTree {
        var tree = StateTree()
        tree.insert(leb128(now), at: StatePath.time)
        tree.insert(network.subnetSigner.rootKey, at: StatePath.subnet(network.subnet, "public_key"))
        tree.insert(ranges.encoded, at: StatePath.subnet(network.subnet, "canister_ranges"))
        for node in try [network.node] + moreNodes.map({ try StandInKeys.node($0) }) {
            tree.insert(node.publicKey.der, at: StatePath.nodeKey(of: node.principal, in: network.subnet))
        }
        for (path, value) in values { tree.insert(value, at: path) }
        // Another call, so that there is something beside the one that is asked for.
        tree.insert([UInt8]("done".utf8), at: [StatePath.label("request_status"), [0], StatePath.label("status")])
        for (id, outcome) in calls {
            let path = StatePath.requestStatus(of: id)
            func insert(_ value: [UInt8], _ label: String) { tree.insert(value, at: path + [StatePath.label(label)]) }
            if pollsBeforeEnd > 0 {
                if let statusBeforeEnd { insert([UInt8](statusBeforeEnd.utf8), "status") }
                continue
            }
            if isForgotten {
                insert([UInt8]("done".utf8), "status")
                continue
            }
            switch outcome {
            case .replied(let reply):
                insert([UInt8]("replied".utf8), "status")
                insert(reply, "reply")
            case .rejected(let rejection):
                insert([UInt8]("rejected".utf8), "status")
                insert(leb128(rejection.code), "reject_code")
                insert([UInt8](rejection.message.utf8), "reject_message")
                if let code = rejection.errorCode { insert([UInt8](code.utf8), "error_code") }
            }
        }
        return tree
    }
}

/// The address of a request, as a replica reads it: `/api/v3/canister/<id>/query`.
struct StandInAddress {
    let version: Int
    let endpoint: Endpoint

    init?(_ path: String) {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 5, parts[0] == "api", let version = Int(parts[1].dropFirst()),
            let id = try? Principal(text: parts[3]), let kind = RequestContent.Kind(rawValue: parts[4])
        else { return nil }
        self.version = version
        endpoint = Endpoint(kind, at: parts[2] == "subnet" ? .subnet(id) : .canister(id))
    }

    var callVersion: CallResponse.Version { CallResponse.Version(rawValue: version) ?? .v2 }
}

/// A number as the state holds it.
func leb128(_ number: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(leb128: number)
    return writer.bytes
}
