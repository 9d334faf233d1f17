/// What an HTTP gateway is to be, as clients send it.
struct RawGateway: Decodable, Sendable {
    var ipAddr: String?
    var port: Int?
    /// Absent where the gateway comes with a new instance.
    var forwardTo: Target?
    var domains: [String]?
    var httpsConfig: AnyBody?

    /// Where it passes requests on to.
    enum Target: Decodable, Sendable {
        case instance(Int)
        case other

        private enum Kind: String, CodingKey { case instance = "PocketIcInstance" }

        init(from decoder: any Decoder) throws {
            guard let container = try? decoder.container(keyedBy: Kind.self), container.contains(.instance) else {
                self = .other
                return
            }
            self = .instance(try container.decode(Int.self, forKey: .instance))
        }
    }
}
