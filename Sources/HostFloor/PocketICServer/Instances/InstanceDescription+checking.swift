extension InstanceDescription {
    /// The kind of the only subnet.
    ///
    /// - Throws: what of the description this server has not.
    func checkedKind() throws(PocketICRefusal) -> SubnetKind {
        try checkSettings()
        let asked = subnetConfigSet.listed
        for (name, subnet) in asked { try subnet.check(name) }
        if let other = asked.first(where: { SubnetKind(rawValue: $0.name) == nil }) {
            throw .notSupported(setting: "a subnet of the kind \(other.name); the kinds here are \(Self.kinds)")
        }
        guard let first = asked.first, let kind = SubnetKind(rawValue: first.name) else {
            throw .badRequest("The instance is to have no subnet: expected one in 'subnet_config_set'.")
        }
        guard asked.count == 1 else {
            throw .notSupported(
                setting: "an instance with \(asked.count) subnets (\(asked.map(\.name).joined(separator: ", "))); an "
                    + "instance has one here, of any of the kinds \(Self.kinds). It is the root subnet as well")
        }
        return kind
    }

    private func checkSettings() throws(PocketICRefusal) {
        if stateDir != nil { throw .notSupported(setting: "'state_dir'; the state of an instance is in memory alone") }
        if bitcoindAddr != nil { throw .notSupported(setting: "'bitcoind_addr'") }
        if dogecoindAddr != nil { throw .notSupported(setting: "'dogecoind_addr'") }
        for (group, members) in [("icp_features", icpFeatures), ("icp_config", icpConfig)] {
            if let name = members?.filter({ $0.value != nil }).keys.sorted().first {
                throw .notSupported(setting: "'\(group).\(name)'")
            }
        }
    }

    private static let kinds = SubnetKind.allCases.map(\.rawValue).joined(separator: ", ")
}

extension InstanceDescription.Subnets {
    /// All that are asked for, with the names that the topology has for their kinds.
    fileprivate var listed: [(name: String, subnet: InstanceDescription.Subnet)] {
        let single = [("NNS", nns), ("SNS", sns), ("II", ii), ("Fiduciary", fiduciary), ("Bitcoin", bitcoin)]
        let several = [
            ("System", system), ("Application", application), ("VerifiedApplication", verifiedApplication),
            ("CloudEngine", cloudEngine),
        ]
        return single.compactMap { name, subnet in subnet.map { (name, $0) } }
            + several.flatMap { name, subnets in (subnets ?? []).map { (name, $0) } }
    }
}

extension InstanceDescription.Subnet {
    fileprivate func check(_ kind: String) throws(PocketICRefusal) {
        guard case .new = stateConfig else {
            throw .notSupported(setting: "a 'state_config' of the \(kind) subnet other than \"New\"")
        }
        guard instructionConfig == "Production" else {
            throw .notSupported(
                setting: "the 'instruction_config' \"\(instructionConfig)\" of the \(kind) subnet; it is "
                    + "\"Production\" here")
        }
    }
}
