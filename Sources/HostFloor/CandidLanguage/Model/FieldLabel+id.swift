import Candid

extension FieldLabel {
    /// What stands for the label on the wire ("Field identifiers", Candid specification).
    public var id: UInt32 {
        switch self {
        case .name(let name): fieldID(of: name)
        case .number(let id), .position(let id): id
        }
    }

    /// The label as a message shows it.
    var shown: String {
        switch self {
        case .name(let name): name
        case .number(let id), .position(let id): String(id)
        }
    }
}
