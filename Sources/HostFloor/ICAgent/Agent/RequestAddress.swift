import Candid
import ICProtocol

/// Where a request is sent to: the kind of request and whom it is about. Each has several versions, which differ in how
/// certificates tell the canisters of a subnet.
struct RequestAddress: Hashable {
    let kind: Kind
    let destination: Endpoint.Destination

    enum Kind: Hashable {
        case call, query, readState

        /// The versions, the newest first.
        var versions: [Int] {
            switch self {
            case .call: [4, 3, 2]
            case .query, .readState: [3, 2]
            }
        }

        private var name: String {
            switch self {
            case .call: "call"
            case .query: "query"
            case .readState: "read_state"
            }
        }

        func path(_ version: Int, _ destination: Endpoint.Destination) -> String {
            switch destination {
            case .canister(let canister): "/api/v\(version)/canister/\(canister.text)/\(name)"
            case .subnet(let subnet): "/api/v\(version)/subnet/\(subnet.text)/\(name)"
            }
        }
    }

    func path(_ version: Int) -> String { kind.path(version, destination) }
}
