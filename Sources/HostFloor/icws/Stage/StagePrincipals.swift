import Candid

extension Principal {
    /// The principal of a user that is made up: 29 bytes of a user's class, spread evenly over all.
    static func stageUser(_ number: UInt64) -> Principal {
        var state = number
        let digest = (0..<28).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        return (try? .selfAuthenticating(digest: digest)) ?? .anonymous
    }
}
