import BLS12381
import Candid
import Crypto
import Foundation
import ICAgent
import ICProtocol

/// The keys of the stand-in network.
enum StandInKeys {
    /// A subnet's key that follows from a number.
    static func subnet(_ number: UInt8) throws -> SubnetSigner {
        SubnetSigner(try SecretKey(seed: [UInt8](repeating: number, count: 32)))
    }

    /// A node's key that follows from a number.
    static func node(_ number: UInt8) throws -> Ed25519Identity {
        try Ed25519Identity(seed: [UInt8](repeating: number, count: 32))
    }
}
