import Bytes
import Candid

/// The values of a call or a reply, between text and message.
public struct CandidArguments: Hashable, Sendable, CustomStringConvertible {
    public var values: [CandidValue]

    /// Takes values as they are.
    public init(_ values: [CandidValue]) { self.values = values }

    /// Reads `(value, …)`. Annotations may name types, which are looked up when the values are encoded.
    public init(
        parsing text: String, file: String = "", limits: InterfaceLimits = .values
    ) throws(InterfaceError) {
        var parser = try LanguageParser(text, file: file, limits: limits)
        values = try parser.parseArguments()
    }

    /// `(42 : nat, record { text = "hi" })`.
    public var description: String { "(\(values.map(\.description).joined(separator: ", ")))" }

    // MARK: Encoding

    /// The message of the values at the types of parameters, whose names the interface defines.
    public func encoded(
        as types: [InterfaceType], in interface: CandidInterface = CandidInterface()
    ) throws(ValueError) -> [UInt8] {
        var typing = ValueTyping(interface.definitions)
        return try message(as: types, in: interface, &typing)
    }

    /// The message of the values at types of which they may be subtypes: they are coerced as a receiver of the types
    /// does it ("Coercion", Candid specification).
    ///
    /// - Returns: The message, and what of the values is not in it; the first 20 such losses.
    public func coerced(
        to types: [InterfaceType], in interface: CandidInterface = CandidInterface()
    ) throws(ValueError) -> (message: [UInt8], losses: [ValueLoss]) {
        var typing = ValueTyping(interface.definitions, isCoercing: true)
        return (try message(as: types, in: interface, &typing), typing.losses)
    }

    private func message(
        as types: [InterfaceType], in interface: CandidInterface, _ typing: inout ValueTyping
    ) throws(ValueError) -> [UInt8] {
        let typed = try typing.arguments(values, as: types)
        var writer = ByteWriter()
        do throws(TypeError) { writer.write(try interface.header(of: types)) } catch { throw .types(error) }
        let encoder = ValueEncoder(types: typing.types)
        for (value, type) in zip(typed, types) { encoder.encode(value, as: type, into: &writer) }
        return writer.bytes
    }

    /// The message of the values at the types that they have by themselves.
    public func encodedByInference(in interface: CandidInterface = CandidInterface()) throws(ValueError) -> [UInt8] {
        var inference = TypeInference()
        return try encoded(as: try inference.types(of: values), in: interface)
    }

    // MARK: Decoding

    /// Reads a message at the types of results or parameters, as ("Deserialisation", Candid specification).
    public init(
        decoding message: [UInt8], as types: [InterfaceType], in interface: CandidInterface = CandidInterface(),
        quota: DecodingQuota = .default
    ) throws(ValueError) {
        var reader = ValueDecoder(interface.definitions, byteCount: message.count)
        values = []
        do throws(CandidError) {
            let decoder = try CandidDecoder(message, quota: quota)
            for type in types { values.append(try reader.argument(as: type, from: decoder)) }
            try decoder.finish()
        } catch { throw ValueError(error) }
    }

    /// Reads a message of which nothing else is known: fields are called by the numbers of their ids.
    public init(decoding message: [UInt8], quota: DecodingQuota = .default) throws(ValueError) {
        var reader = ValueDecoder([], byteCount: message.count)
        values = []
        do throws(CandidError) {
            let decoder = try CandidDecoder(message, quota: quota)
            while let type = try decoder.nextArgument() { values.append(try reader.value(type, from: decoder)) }
            try decoder.finish()
        } catch { throw ValueError(error) }
    }
}

extension CandidInterface {
    /// The message that a text of arguments stands for at the types of parameters.
    public func encode(_ text: String, as parameters: [InterfaceParameter]) throws(ValueError) -> [UInt8] {
        let arguments: CandidArguments
        do throws(InterfaceError) { arguments = try CandidArguments(parsing: text) } catch { throw .text(error) }
        return try arguments.encoded(as: parameters.map(\.type), in: self)
    }

    /// The text of a message at the types of results or parameters.
    public func decode(_ message: [UInt8], as results: [InterfaceParameter]) throws(ValueError) -> String {
        try CandidArguments(decoding: message, as: results.map(\.type), in: self).description
    }
}
