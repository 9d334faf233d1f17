import Candid
import ICCertificates

/// Why the management canister did not do what it was asked.
public enum ManagementError: Error, Equatable, Sendable {
    /// The call, or query, had no reply.
    case agent(AgentError)
    /// The reply is not of the type that stands there.
    case reply(CandidError)
    /// The module is too large to be sent at once.
    case moduleTooLarge(size: Int, maximum: Int)
    /// The network keeps another chunk than the one that was sent.
    case chunkChanged(expected: [UInt8], found: [UInt8])
}

extension ManagementError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .agent(let error): error.description
        case .reply(let error): "the management canister's reply is not understood: \(error)"
        case .moduleTooLarge(let size, let maximum):
            "the module has \(size) bytes, where at most \(maximum) can be sent: compress it with gzip"
        case .chunkChanged(let expected, let found):
            "a chunk of the module has the hash \(found.hex) on the network, where \(expected.hex) was sent"
        }
    }
}
