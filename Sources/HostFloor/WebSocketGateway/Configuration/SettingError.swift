/// A setting that cannot be taken.
public enum SettingError: Error, Hashable, CustomStringConvertible {
    /// There is no such setting.
    case unknown(name: String, known: [String])
    /// The value is none for it.
    case value(name: String, found: String, expected: String)
    /// Settings that do not go together.
    case together(String)

    /// One line of text.
    public var description: String {
        switch self {
        case .unknown(let name, let known):
            "there is no setting '\(name)': there are \(known.joined(separator: ", "))"
        case .value(let name, let found, let expected): "\(name): found '\(found)', expected \(expected)"
        case .together(let text): text
        }
    }
}
