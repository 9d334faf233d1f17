import CBOR
import Candid
import Certification

/// Reads what a certified state says, in the types that stand there (Interface Specification, "The system state tree").
///
/// What it reads is as true as the tree: verify the certificate first.
public struct StateReader: Sendable {
    /// The state, as far as it is shown.
    public let tree: HashTree

    /// Makes a reader.
    ///
    /// - Throws: ``StateError/notWellFormed``.
    public init(_ tree: HashTree) throws(StateError) {
        guard tree.isWellFormed else { throw .notWellFormed }
        self.tree = tree
    }

    /// The bytes at a path.
    public func value(at path: [[UInt8]]) throws(StateError) -> StateValue<[UInt8]> {
        switch tree.lookup(path) {
        case .found(let bytes): .found(bytes)
        case .absent: .absent
        case .unknown: .unknown
        case .notALeaf: throw .notAValue(path: StatePath.text(path))
        }
    }

    /// When the subnet was in the state, in nanoseconds since 1970.
    public var time: StateValue<UInt64> {
        get throws(StateError) { try natural(at: StatePath.time) }
    }

    /// The hash of a canister's module; absent for a canister without one.
    public func moduleHash(of canister: Principal) throws(StateError) -> StateValue<[UInt8]> {
        try value(at: StatePath.canister(canister, "module_hash"))
    }

    /// A section of a canister's module that it made public, or that the asker may see.
    public func metadata(_ name: String, of canister: Principal) throws(StateError) -> StateValue<[UInt8]> {
        try value(at: StatePath.metadata(name, of: canister))
    }

    /// Who controls a canister, in the order of the state.
    public func controllers(of canister: Principal) throws(StateError) -> StateValue<[Principal]> {
        let path = StatePath.canister(canister, "controllers")
        return try value(at: path).map { bytes throws(StateError) in
            guard let controllers = Self.principals(in: bytes) else {
                throw .malformed(path: StatePath.text(path), expected: "a list of principals in CBOR")
            }
            return controllers
        }
    }

    /// A number in LEB128.
    package func natural(at path: [[UInt8]]) throws(StateError) -> StateValue<UInt64> {
        try value(at: path).map { bytes throws(StateError) in
            guard let number = UInt64(leb128: bytes) else {
                throw .malformed(path: StatePath.text(path), expected: "a number in LEB128")
            }
            return number
        }
    }

    /// A text in UTF-8.
    package func text(at path: [[UInt8]]) throws(StateError) -> StateValue<String> {
        try value(at: path).map { bytes throws(StateError) in
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .malformed(path: StatePath.text(path), expected: "a text in UTF-8")
            }
            return text
        }
    }

    private static func principals(in bytes: [UInt8]) -> [Principal]? {
        var reader = CBORReader(bytes)
        var principals: [Principal] = []
        do {
            try reader.skipSelfDescribeTag()
            var count = try reader.readArrayHeader()
            while try reader.next(&count) { principals.append(try Principal(bytes: try reader.readBytes())) }
            try reader.finish()
        } catch {
            return nil
        }
        return principals
    }
}

extension VerifiedCertificate {
    /// A reader of the state that the certificate shows.
    public var state: StateReader {
        get throws(StateError) { try StateReader(tree) }
    }
}
