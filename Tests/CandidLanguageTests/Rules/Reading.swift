import CandidLanguage
import TestSupport

/// What becomes of a message: the text of its values, or nil where it is refused.
struct Reading {
    /// Definitions that the types of the rules use.
    static let definitions = """
        type Opt = opt Opt; type Vec = vec Vec; type Self = record { Self }; type OptSelf = opt record { OptSelf };
        type Endless = variant { 0 : Endless }; type List = opt record { head : int; tail : List };
        type One = opt Two; type Two = record { head : int; tail : One };
        """

    /// Reads a message at types, `(nat, opt text)`.
    ///
    /// - Parameter body: what stands behind the magic bytes, in hexadecimal digits with spaces.
    static func text(_ body: String, at types: String) throws -> String? {
        let interface = try interface(definitions)
        let types = try interface.parameters(parsing: types)
        do throws(ValueError) { return try interface.decode(message(body), as: types) } catch { return nil }
    }

    /// Reads a message at the types that it has.
    static func blind(_ body: String) -> String? {
        do throws(ValueError) { return try CandidArguments(decoding: message(body)).description } catch { return nil }
    }

    /// A message in hexadecimal digits of values at types.
    static func message(of text: String, at types: String) throws -> String {
        let interface = try interface(definitions)
        let types = try interface.parameters(parsing: types).map(\.type)
        return hex(try CandidArguments(parsing: text).encoded(as: types, in: interface))
    }

    static func message(_ body: String) -> [UInt8] {
        Array("DIDL".utf8) + bytes(body.filter { $0 != " " })
    }
}
