import Candid

/// Decodes a message of one argument.
func decode<Value: CandidDecodable>(
    _ message: [UInt8], as type: Value.Type, quota: DecodingQuota = .default
) throws(CandidError) -> Value {
    let decoder = try CandidDecoder(message, quota: quota)
    let value = try decoder.argument(type)
    try decoder.finish()
    return value
}

/// Decodes a message of two arguments.
func decode<First: CandidDecodable, Second: CandidDecodable>(
    _ message: [UInt8], as first: First.Type, _ second: Second.Type
) throws(CandidError) -> (First, Second) {
    let decoder = try CandidDecoder(message)
    let one = try decoder.argument(first)
    let other = try decoder.argument(second)
    try decoder.finish()
    return (one, other)
}

/// Decodes a message at `()`: whatever it holds is skipped.
func decodeNothing(_ message: [UInt8], quota: DecodingQuota = .default) throws(CandidError) {
    let decoder = try CandidDecoder(message, quota: quota)
    try decoder.finish()
}

/// The error of a closure that must throw one.
func errorOf(_ body: () throws(CandidError) -> Void) -> CandidError? {
    do throws(CandidError) {
        try body()
        return nil
    } catch {
        return error
    }
}

/// The error that decoding a message of one argument must throw.
func errorDecoding<Value: CandidDecodable>(
    _ message: [UInt8], as type: Value.Type, quota: DecodingQuota = .default
) -> CandidError? {
    errorOf { () throws(CandidError) in _ = try decode(message, as: type, quota: quota) }
}
