import Foundation

/// Reads what clients send in JSON. Members that nobody asks for are passed over.
enum JSONBody {
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(PocketICRefusal) -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do { return try decoder.decode(type, from: Data(bytes)) } catch {
            throw .badRequest("The body is not the JSON that was expected: \(explanation(of: error, in: bytes))")
        }
    }

    private static func explanation(of error: any Error, in bytes: [UInt8]) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            "the member '\(snakeCase(key.stringValue))' is missing\(place(context))."
        case .valueNotFound(_, let context): "null is no value\(place(context))."
        case .typeMismatch(let type, let context): "no \(type) stands\(place(context)). \(context.debugDescription)"
        // Foundation says the same of what is no JSON at all.
        case .dataCorrupted(let context) where context.codingPath.isEmpty && isJSON(bytes):
            "some number in it is no whole number, or out of range: a time has 64 bits and no sign, cycles have 128."
        case .dataCorrupted(let context): "\(context.debugDescription)\(place(context))"
        default: "\(error)"
        }
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
    }

    private static func place(_ context: DecodingError.Context) -> String {
        guard !context.codingPath.isEmpty else { return "" }
        let names = context.codingPath.map { key in key.intValue.map { "[\($0)]" } ?? snakeCase(key.stringValue) }
        return " at \(names.joined(separator: "."))"
    }

    /// The name as it stands in the JSON: `canister_id` of `canisterId`.
    private static func snakeCase(_ name: String) -> String {
        // What begins with a capital letter, such as `CanisterId`, is sent just so.
        guard name.first?.isLowercase == true else { return name }
        return name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
    }
}
