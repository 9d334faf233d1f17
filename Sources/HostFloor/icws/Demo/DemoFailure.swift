/// Something in the demonstration is not as it should be.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Ends the demonstration unless a condition holds.
func require(_ condition: Bool, _ failure: @autoclosure () -> String) throws(DemoFailure) {
    if !condition { throw DemoFailure(failure()) }
}
