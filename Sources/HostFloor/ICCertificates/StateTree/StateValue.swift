import Certification

/// What a certified state says of a value.
public enum StateValue<Value: Sendable>: Sendable {
    /// It is this.
    case found(Value)
    /// There is none, and the state proves it.
    case absent
    /// The state does not tell: what would is pruned. Never take this for ``absent``.
    case unknown

    /// The value, if there is one.
    public var found: Value? {
        if case .found(let value) = self { value } else { nil }
    }

    func map<Other, Failure: Error>(
        _ transform: (Value) throws(Failure) -> Other
    ) throws(Failure) -> StateValue<Other> {
        switch self {
        case .found(let value): .found(try transform(value))
        case .absent: .absent
        case .unknown: .unknown
        }
    }
}

extension StateValue: Equatable where Value: Equatable {}

/// Why a certified state cannot be read as what it should be.
public enum StateError: Error, Hashable, Sendable {
    /// Labels are not in order, or stand beside values: nothing about absence can be concluded.
    case notWellFormed
    /// There is a subtree where a value was expected.
    case notAValue(path: String)
    /// The value is not of the form that stands there.
    case malformed(path: String, expected: String)
    /// What belongs together is not all there.
    case incomplete(path: String)
}

extension StateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notWellFormed: "the certified state's labels are not in order"
        case .notAValue(let path): "the certified state has a subtree at \(path), where a value was expected"
        case .malformed(let path, let expected):
            "the certified state has something else at \(path) than \(expected), which was expected"
        case .incomplete(let path): "the certified state does not show \(path), which belongs to what it shows"
        }
    }
}

extension StatePath {
    /// A path as people write it: labels that are texts as such, others in hexadecimal.
    package static func text(_ path: [[UInt8]]) -> String {
        path.map { label in
            let isText = label.allSatisfy { (0x20..<0x7f).contains($0) }
            return "/" + (isText ? String(decoding: label, as: UTF8.self) : "0x" + label.hex)
        }.joined()
    }
}
