/// Something on the stage is not as it should be.
struct StageFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Ends the play unless a condition holds.
func require(_ condition: Bool, _ failure: @autoclosure () -> String) throws(StageFailure) {
    if !condition { throw StageFailure(failure()) }
}
