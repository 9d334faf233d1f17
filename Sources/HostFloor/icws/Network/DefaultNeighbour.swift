import Candid
import Foundation
import ICAgent

/// The canister that a local network's address names for a new one: of the subnet that new canisters come to.
///
/// Networks of several subnets, as icp-cli starts them, tell it at `/_/topology`. One subnet alone has no need to.
enum DefaultNeighbour {
    /// Asks a network; `nil` where it does not tell.
    static func of(_ transport: any Transport) async -> Principal? {
        let request = TransportRequest(
            path: "/_/topology", body: nil, timeout: .seconds(10), maximumResponseSize: 4 << 20)
        guard let response = try? await transport.send(request), response.status == 200 else { return nil }
        return parse(response.body)
    }

    /// Reads a topology, in which the bytes of principals are in Base64.
    static func parse(_ topology: [UInt8]) -> Principal? {
        guard let topology = try? JSONDecoder().decode(Topology.self, from: Data(topology)),
            let bytes = Data(base64Encoded: topology.default_effective_canister_id.canister_id)
        else { return nil }
        return try? Principal(bytes: [UInt8](bytes))
    }

    private struct Topology: Decodable {
        var default_effective_canister_id: ID
        struct ID: Decodable { var canister_id: String }
    }
}
