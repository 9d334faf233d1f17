import Bytes
import CBOR
import Candid
import Certification
import ICCertificates
import TestSupport

/// A state with one canister, whose certified data is the digest of a tree of its own.
struct SampleState {
    let canister = Principal.canister(7)
    let tree = HashTree.labeled(
        [UInt8]("websocket".utf8),
        .fork(.labeled([1], .leaf([10])), .labeled([2], .pruned(HashTree.leaf([20]).digest))))

    /// 1,700,000,000 seconds since 1970.
    static let time: UInt64 = 1_700_000_000_000_000_000
    static let timeBytes = bytes("8080a8b1e39fe7cb17")

    var state: StateTree {
        var state = StateTree()
        state.insert(tree.digest.bytes, at: StatePath.certifiedData(of: canister.bytes))
        state.insert([1], at: StatePath.certifiedData(of: Principal.canister(8).bytes))
        state.insert(Self.timeBytes, at: StatePath.time)
        return state
    }

    var certificate: [UInt8] {
        CertificateBuilder(state, signer: TestCertificateSigner()).dataCertificate(of: canister.bytes)
    }
}

/// A certificate's map, written entry by entry.
struct CertificateWriter {
    private var entries: [(String, CBORValue)] = []

    init(_ state: SampleState? = SampleState()) {
        if let state {
            add("tree", Self.value(of: state.state.hashTree))
            add("signature", .bytes([UInt8](repeating: 1, count: 48)))
        }
    }

    mutating func add(_ name: String, _ value: CBORValue) { entries.append((name, value)) }

    /// CBOR, with tag 55799 if it is wanted.
    func encoded(isTagged: Bool = false) -> [UInt8] {
        let map = CBORValue.map(entries.map { CBORValue.Pair(.text($0.0), $0.1) })
        return (isTagged ? CBORValue.tagged(CBORTag.selfDescribe, map) : map).encoded
    }

    static func value(of tree: HashTree) -> CBORValue {
        switch tree {
        case .empty: .array([.unsigned(0)])
        case .fork(let left, let right): .array([.unsigned(1), value(of: left), value(of: right)])
        case .labeled(let label, let tree): .array([.unsigned(2), .bytes(label), value(of: tree)])
        case .leaf(let value): .array([.unsigned(3), .bytes(value)])
        case .pruned(let digest): .array([.unsigned(4), .bytes(digest.bytes)])
        }
    }
}

extension Principal {
    /// A canister's principal that a test makes up.
    static func canister(_ number: UInt8) -> Principal {
        (try? Principal(bytes: [0, 0, 0, 0, 0, 0, 0, number, 1, 1])) ?? .anonymous
    }
}
