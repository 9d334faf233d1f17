import CandidLanguage

// What client and canister say to each other over a WebSocket: the type in the `opt` of `ws_message`.

extension ModuleInterface {
    /// The type of the application's messages; nil where the interface does not tell.
    var messageType: InterfaceType? {
        guard let parameters = methods.first(where: { $0.name == "ws_message" })?.signature.parameters,
            parameters.count > 1, case .optional(let message) = resolved(parameters[1].type)
        else { return nil }
        return message
    }

    /// The content of a message that a text of one value stands for.
    func message(_ text: String) throws(ValueTextError) -> [UInt8] {
        guard let type = messageType, let interface else { throw .noMessageType }
        let value: CandidArguments
        do throws(InterfaceError) {
            value = try CandidArguments(parsing: "(\n\(text))", file: "message")
        } catch {
            // The first bracket stands on a line of its own, which is not the reader's.
            var error = error
            error.location.line -= 1
            throw .text(error)
        }
        do throws(ValueError) { return try value.encoded(as: [type], in: interface) } catch {
            throw .value(error, expected: "a message, \(resolved(type))")
        }
    }

    /// The text of a message's content; nil for bytes that are no message of the interface's type.
    func text(ofMessage content: [UInt8]) -> String? {
        guard let type = messageType, let interface else { return nil }
        return try? CandidArguments(decoding: content, as: [type], in: interface).values.first?.description
    }

    /// Follows names to a type that is none.
    func resolved(_ type: InterfaceType) -> InterfaceType {
        var type = type
        // Each step takes another definition: the parser refuses names that stand for themselves.
        while case .named(let name) = type,
            let next = interface?.definitions.first(where: { $0.name == name })?.type
        {
            type = next
        }
        return type
    }
}
