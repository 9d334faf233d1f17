/// What an instance is to be, as clients send it.
struct InstanceDescription: Decodable, Sendable {
    var subnetConfigSet: Subnets
    var stateDir: String?
    var bitcoindAddr: AnyBody?
    var dogecoindAddr: AnyBody?
    var icpConfig: [String: AnyBody?]?
    var icpFeatures: [String: AnyBody?]?
    var initialTime: InitialTime?
    var httpGatewayConfig: RawGateway?

    /// The subnets that are asked for.
    struct Subnets: Decodable, Sendable {
        var nns: Subnet?
        var sns: Subnet?
        var ii: Subnet?
        var fiduciary: Subnet?
        var bitcoin: Subnet?
        var system: [Subnet]?
        var application: [Subnet]?
        var verifiedApplication: [Subnet]?
        var cloudEngine: [Subnet]?
    }

    /// One of them.
    struct Subnet: Decodable, Sendable {
        var stateConfig: StateConfig
        var instructionConfig: String
    }

    /// Where the state of a subnet comes from.
    enum StateConfig: Decodable, Sendable {
        case new
        case other

        init(from decoder: any Decoder) throws {
            let text = try? decoder.singleValueContainer().decode(String.self)
            self = text == "New" ? .new : .other
        }
    }

    /// When the time of an instance begins.
    enum InitialTime: Decodable, Sendable {
        case timestamp(RawTime)
        case autoProgress(RawProgress)

        private enum Kind: String, CodingKey {
            case timestamp = "Timestamp"
            case autoProgress = "AutoProgress"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Kind.self)
            self = try container.contains(.timestamp)
                ? .timestamp(container.decode(RawTime.self, forKey: .timestamp))
                : .autoProgress(container.decode(RawProgress.self, forKey: .autoProgress))
        }
    }
}
