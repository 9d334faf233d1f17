import Candid
import ICCertificates

/// Decides which paths of the state a request may read (Interface Specification, "Request: Read state").
public struct ReadStateRules<Facts: ReadStateFacts> {
    /// What the replica knows.
    public var facts: Facts

    /// Whether the address is of version 2, which still shows canister ranges of other subnets in the older form.
    public var isVersion2: Bool

    /// Makes the rules.
    public init(facts: Facts, isVersion2: Bool = false) {
        self.facts = facts
        self.isVersion2 = isVersion2
    }

    /// Checks all paths of a request.
    ///
    /// - Returns: the paths to reveal; `/time` is revealed beside them whether it is one of them or not.
    public func check(_ request: AuthenticRequest) throws(ReadStateRefusal) -> [[[UInt8]]] {
        guard case .readState(let content) = request.content else { return [] }
        for path in content.paths { try check(path, for: request) }
        try checkAllOfOne("request_status", content.paths)
        try checkAllOfOne("canister_ranges", content.paths)
        return content.paths
    }

    /// Whether one path may be read.
    public func isAllowed(path: [[UInt8]], for request: AuthenticRequest) -> Bool {
        (try? check(path, for: request)) != nil
    }

    private func check(_ path: [[UInt8]], for request: AuthenticRequest) throws(ReadStateRefusal) {
        let text = StatePath.text(path)
        guard let first = path.first else { throw .notReadable(path: text) }
        let rest = path.dropFirst()
        switch String(decoding: first, as: UTF8.self) {
        case "time": guard rest.isEmpty else { throw .notReadable(path: text) }
        case "api_boundary_nodes":
            let fields = ["domain", "ipv4_address", "ipv6_address"]
            guard rest.count < 2 || rest.count == 2 && Self.isLabel(path[2], of: fields) else {
                throw .notReadable(path: text)
            }
        case "subnet": try checkSubnet(path, for: request)
        case "canister_ranges":
            guard rest.count == 1 else { throw .notReadable(path: text) }
            guard case .subnet = request.destination else { throw .onlyAtSubnets(path: text) }
        case "request_status": try checkRequestStatus(path, for: request)
        case "canister": try checkCanister(path, for: request)
        default: throw .notReadable(path: text)
        }
    }

    private func checkSubnet(_ path: [[UInt8]], for request: AuthenticRequest) throws(ReadStateRefusal) {
        let text = StatePath.text(path)
        guard path.count > 2 else { return }
        switch String(decoding: path[2], as: UTF8.self) {
        case "public_key", "type": guard path.count == 3 else { throw .notReadable(path: text) }
        case "node":
            guard path.count <= 4 || path.count == 5 && Self.isLabel(path[4], of: ["public_key"]) else {
                throw .notReadable(path: text)
            }
        case "canister_ranges":
            guard path.count == 3, isVersion2 || path[1] == facts.rootSubnet.bytes else {
                throw .notReadable(path: text)
            }
        case "metrics":
            guard path.count == 3 else { throw .notReadable(path: text) }
            guard case .subnet(let subnet) = request.destination, subnet.bytes == path[1] else {
                throw .onlyAtSubnets(path: text)
            }
        default: throw .notReadable(path: text)
        }
    }

    private func checkRequestStatus(_ path: [[UInt8]], for request: AuthenticRequest) throws(ReadStateRefusal) {
        let text = StatePath.text(path)
        let fields = ["status", "reply", "reject_code", "reject_message", "error_code"]
        guard path.count == 2 || path.count == 3 && Self.isLabel(path[2], of: fields) else {
            throw .notReadable(path: text)
        }
        guard let id = RequestID(path[1]) else { throw .notARequestID(size: path[1].count) }
        guard let origin = facts.origin(of: id) else { return }
        guard origin.sender == request.sender else { throw .otherSender(of: id) }
        guard origin.destination == request.destination else { throw .otherDestination(of: id) }
        guard request.targets.contains(origin.canister) else { throw .notATarget(origin.canister) }
    }

    private func checkCanister(_ path: [[UInt8]], for request: AuthenticRequest) throws(ReadStateRefusal) {
        let text = StatePath.text(path)
        guard path.count >= 3 else { throw .notReadable(path: text) }
        guard let canister = try? Principal(bytes: path[1]) else { throw .notReadable(path: text) }
        switch String(decoding: path[2], as: UTF8.self) {
        case "module_hash", "controllers", "canister_creation_timestamp", "last_install_timestamp":
            guard path.count == 3 else { throw .notReadable(path: text) }
        case "metadata":
            guard path.count == 4, let name = String(validating: path[3], as: UTF8.self) else {
                throw .notReadable(path: text)
            }
            if facts.isPrivateMetadata(name, of: canister), !facts.isController(request.sender, of: canister) {
                throw .privateMetadata(name, of: canister)
            }
        default: throw .notReadable(path: text)
        }
        guard request.destination == .canister(canister) else { throw .otherCanister(canister) }
    }

    /// All paths below a label must go on with the same.
    private func checkAllOfOne(_ label: String, _ paths: [[[UInt8]]]) throws(ReadStateRefusal) {
        let seconds = paths.filter { $0.count > 1 && $0[0] == StatePath.label(label) }.map { $0[1] }
        if let first = seconds.first, seconds.contains(where: { $0 != first }) { throw .severalOfOne(label: label) }
    }

    private static func isLabel(_ label: [UInt8], of names: [String]) -> Bool {
        names.contains { label == StatePath.label($0) }
    }
}
