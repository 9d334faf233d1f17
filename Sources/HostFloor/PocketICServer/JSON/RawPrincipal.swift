import Candid
import Foundation

/// A principal in JSON: its bytes in base64.
struct RawPrincipal: Decodable, Hashable, Sendable {
    var principal: Principal

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let bytes = [UInt8](try container.decode(Data.self))
        do throws(PrincipalError) { principal = try Principal(bytes: bytes) } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "No principal: \(error)")
        }
    }
}

/// `{"canister_id": …}`
struct CanisterReference: Decodable, Sendable {
    var canisterId: RawPrincipal

    var principal: Principal { canisterId.principal }
}

/// `{"subnet_id": …}`
struct SubnetReference: Decodable, Sendable {
    var subnetId: RawPrincipal

    var principal: Principal { subnetId.principal }
}

/// `{"principal_id": …}`
struct UserReference: Decodable, Sendable {
    var principalId: RawPrincipal

    var principal: Principal { principalId.principal }
}
