/// A setting in force, for whoever runs the gateway.
public struct ShownSetting: Sendable, Hashable, Encodable {
    /// The name, as that of the flag without dashes.
    public let name: String
    /// The value, or several of a list, at most ``maximumValues``; none where nothing is set and there is no default.
    /// Of the path of a file there is only that it is `set`.
    public let values: [String]
    /// How many more there are.
    public let more: Int
    /// Whether it is what it is for whoever sets nothing.
    public let isDefault: Bool

    /// The most values of a list that are shown.
    public static let maximumValues = 20
}

extension GatewaySettings {
    /// All settings with what is in force.
    public var shown: [ShownSetting] {
        let defaults = GatewaySettings()
        return Self.all.map { setting in
            let values = setting.show(self)
            return ShownSetting(
                name: setting.name, values: Array(values.prefix(ShownSetting.maximumValues)),
                more: max(0, values.count - ShownSetting.maximumValues), isDefault: values == setting.show(defaults))
        }
    }
}
