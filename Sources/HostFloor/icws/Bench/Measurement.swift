/// One figure of the benchmark that has no mark.
struct Measurement {
    let what: String
    let measured: String
}
