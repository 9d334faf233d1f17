import CandidLanguage
import WasmModule

/// Why a text does not become a message, or a message no text.
enum ValueTextError: Error, CustomStringConvertible {
    case notAModule(WasmFormatError)
    case interfaceNotUTF8
    case malformedInterface(InterfaceError)
    case unknownMethod(String, known: [String])
    /// The interface has no type for messages.
    case noMessageType
    /// The text is no Candid.
    case text(InterfaceError)
    /// A value of another type than is expected, and what is.
    case value(ValueError, expected: String)
    /// The same of what a method replied.
    case reply(ValueError, expected: String)

    var description: String {
        switch self {
        case .notAModule(let error): "the file is no WebAssembly module: \(error)"
        case .interfaceNotUTF8: "the module's interface (candid:service) is not UTF-8"
        case .malformedInterface(let error): "the module's interface cannot be read: \(error)"
        case .unknownMethod(let name, let known):
            "the canister has no method '\(name)'; it has: \(known.joined(separator: ", "))"
        case .noMessageType:
            "the module's interface does not tell the type of messages, the 'opt' of ws_message: "
                + "use 'send-bytes HEX'"
        case .text(let error): "\(error)"
        case .value(let error, let expected): "\(error)\nexpected \(expected)"
        case .reply(let error, let expected):
            "the method was executed, and its reply cannot be shown: \(error)\nexpected \(expected)"
        }
    }
}
