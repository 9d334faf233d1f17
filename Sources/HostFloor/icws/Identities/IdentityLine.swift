import ICAgent

/// An identity, as a line.
struct IdentityLine: Encodable {
    let name: String
    let principal: String
    let isDefault: Bool

    init(_ name: String, _ identity: any Identity, _ store: IdentityStore) {
        self.name = name
        principal = identity.principal.text
        isDefault = (try? store.defaultName) == name
    }

    enum CodingKeys: String, CodingKey {
        case name, principal
        case isDefault = "default"
    }

    func text(json: Bool) -> String {
        json ? JSONText.line(self) : "\(name)  \(principal)\(isDefault ? "  (default)" : "")"
    }
}

extension IdentityStore {
    /// Keeps an identity; the first of all becomes the default one.
    func keep(_ identity: any KeyIdentity, named name: String) throws(CommandFailure) {
        let chosen = try defaultName
        let isFirst = names.isEmpty && chosen == Self.anonymous
        try add(identity, named: name)
        if isFirst { try setDefault(name) }
    }
}
