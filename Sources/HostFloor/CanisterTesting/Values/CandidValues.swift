import Bytes
import Candid
import CanisterExecution

/// A Candid message of values.
func encode<each Value: CandidEncodable>(_ values: repeat each Value) -> [UInt8] {
    var encoder = CandidEncoder()
    repeat encoder.add(each values)
    var writer = ByteWriter()
    encoder.finish(into: &writer)
    return writer.bytes
}

/// The value of a Candid message.
func decode<Value: CandidDecodable>(_ message: [UInt8], _ type: Value.Type) throws(CandidError) -> Value {
    let decoder = try CandidDecoder(message)
    let value = try decoder.argument(type)
    try decoder.finish()
    return value
}

/// The values of a Candid message that has several.
func decode<First: CandidDecodable, Second: CandidDecodable, each Rest: CandidDecodable>(
    _ message: [UInt8], _ first: First.Type, _ second: Second.Type, _ rest: repeat (each Rest).Type
) throws(CandidError) -> (First, Second, repeat each Rest) {
    let decoder = try CandidDecoder(message)
    let values = (
        try decoder.argument(first), try decoder.argument(second), repeat try decoder.argument(each rest)
    )
    try decoder.finish()
    return values
}

/// The value of a call's reply.
func value<Value: CandidDecodable>(
    of method: String, in result: CallResult, _ type: Value.Type
) throws(CallFailure) -> Value {
    let reply = try reply(of: method, in: result)
    do throws(CandidError) {
        return try decode(reply, type)
    } catch {
        throw CallFailure(method, .notDecoded(error, reply: reply, expected: "\(type)"))
    }
}

/// The values of a call's reply that has several.
func values<First: CandidDecodable, Second: CandidDecodable, each Rest: CandidDecodable>(
    of method: String, in result: CallResult, _ first: First.Type, _ second: Second.Type,
    _ rest: repeat (each Rest).Type
) throws(CallFailure) -> (First, Second, repeat each Rest) {
    let reply = try reply(of: method, in: result)
    do throws(CandidError) {
        return try decode(reply, first, second, repeat each rest)
    } catch {
        var names = ["\(first)", "\(second)"]
        repeat names.append("\(each rest)")
        throw CallFailure(method, .notDecoded(error, reply: reply, expected: names.joined(separator: ", ")))
    }
}

/// Checks that a call's reply is a Candid message, whose values, if it has some, are of no interest.
func noValues(of method: String, in result: CallResult) throws(CallFailure) {
    let reply = try reply(of: method, in: result)
    do throws(CandidError) {
        let decoder = try CandidDecoder(reply)
        try decoder.finish()
    } catch {
        throw CallFailure(method, .notDecoded(error, reply: reply, expected: "no values"))
    }
}

private func reply(of method: String, in result: CallResult) throws(CallFailure) -> [UInt8] {
    do throws(Reject) { return try result.get() } catch { throw CallFailure(method, .rejected(error)) }
}
