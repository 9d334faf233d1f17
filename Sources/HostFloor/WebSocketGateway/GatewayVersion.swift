/// What runs.
public enum GatewayVersion {
    /// The release; changed with each.
    public static let release = "unreleased"

    /// With which Swift it was compiled.
    public static var swift: String {
        #if swift(>=6.4)
            "6.4 or later"
        #elseif swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
