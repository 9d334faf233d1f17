extension UInt128 {
    /// Adds cycles to a balance. They come from nowhere here, so their sum may be more than a balance can hold.
    mutating func addClamped(_ cycles: UInt128) {
        let (sum, overflows) = addingReportingOverflow(cycles)
        self = overflows ? .max : sum
    }
}
