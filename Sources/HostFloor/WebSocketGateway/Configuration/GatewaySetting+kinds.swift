import WebSocketTransport

extension GatewaySetting {
    static func text(_ name: String, _ path: WritableKeyPath<GatewaySettings, String?> & Sendable) -> GatewaySetting {
        GatewaySetting(
            name, "some text", read: { $0.isEmpty ? nil : $0 }, show: { $0[keyPath: path] },
            set: { $0[keyPath: path] = $1 })
    }

    /// The path of a file. It is not shown, only whether it is set: it tells of a machine what is for nobody who reads
    /// figures over a network.
    static func file(_ name: String, _ path: WritableKeyPath<GatewaySettings, String?> & Sendable) -> GatewaySetting {
        GatewaySetting(
            name, "a path", read: { $0.isEmpty ? nil : $0 }, show: { $0[keyPath: path].map { _ in "set" } },
            set: { $0[keyPath: path] = $1 })
    }

    static func flag(_ name: String, _ path: WritableKeyPath<GatewaySettings, Bool> & Sendable) -> GatewaySetting {
        GatewaySetting(
            name, "true or false", read: { Bool($0) }, show: { "\($0[keyPath: path])" },
            set: { $0[keyPath: path] = $1 })
    }

    static func number(
        _ name: String, _ range: ClosedRange<Int>, _ path: WritableKeyPath<GatewaySettings, Int> & Sendable
    ) -> GatewaySetting {
        GatewaySetting(
            name, "\(range.lowerBound) to \(range.upperBound)",
            read: { Int($0).flatMap { range.contains($0) ? $0 : nil } }, show: { "\($0[keyPath: path])" },
            set: { $0[keyPath: path] = $1 })
    }

    static func size(
        _ name: String, atLeast least: Int, atMost most: Int = 1 << 30,
        _ path: WritableKeyPath<GatewaySettings, Int> & Sendable
    ) -> GatewaySetting {
        GatewaySetting(
            name, "\(SettingText.sizeExpectation); \(least) to \(most) bytes",
            read: { SettingText.size($0).flatMap { $0 >= least && $0 <= most ? $0 : nil } },
            show: { SettingText.text(size: $0[keyPath: path]) }, set: { $0[keyPath: path] = $1 })
    }

    static func duration(
        _ name: String, atLeast least: Duration = .milliseconds(1),
        _ path: WritableKeyPath<GatewaySettings, Duration> & Sendable
    ) -> GatewaySetting {
        GatewaySetting(
            name, "\(SettingText.timeExpectation); at least \(least)",
            read: { SettingText.duration($0).flatMap { $0 >= least ? $0 : nil } },
            show: { SettingText.text($0[keyPath: path]) }, set: { $0[keyPath: path] = $1 })
    }

    static func endpoint(
        _ name: String, show: @escaping @Sendable (GatewaySettings) -> ListenAddress?,
        set: @escaping @Sendable (inout GatewaySettings, ListenAddress) -> Void
    ) -> GatewaySetting {
        GatewaySetting(
            name, SettingText.endpointExpectation, read: SettingText.endpoint, show: { show($0)?.description },
            set: set)
    }
}
