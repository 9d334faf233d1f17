import CandidLanguage

// Messages as people type them: plain text, where the type allows it.

extension ModuleInterface {
    /// The content of the message that a line stands for: a value in Candid's text, or plain text where messages are
    /// records with one text field.
    ///
    /// - Parameter time: nanoseconds since 1970, for a field that is the time.
    func content(ofLine line: String, at time: UInt64) throws(ValueTextError) -> [UInt8] {
        guard let plain = plainMessage(line, at: time), let type = messageType, let interface else {
            return try message(line)
        }
        // What is a value as it stands is meant as one.
        if let content = try? message(line) { return content }
        do throws(ValueError) { return try CandidArguments([plain]).encoded(as: [type], in: interface) } catch {
            throw .value(error, expected: "a message")
        }
    }

    /// The message with a text, where messages have one place for it: a record with one field of type `text`, and
    /// beside it nothing but a `timestamp : nat64`.
    private func plainMessage(_ text: String, at time: UInt64) -> CandidValue? {
        guard let type = messageType, case .record(let fields) = resolved(type) else { return nil }
        var values: [ValueField] = []
        var texts = 0
        for field in fields {
            switch (field.label, resolved(field.type)) {
            case (_, .primitive(.text)):
                texts += 1
                values.append(ValueField(field.label, .text(text)))
            case (.name("timestamp"), .primitive(.nat64)):
                values.append(ValueField(field.label, .number(.nat64(time))))
            default: return nil
            }
        }
        return texts == 1 ? .record(values) : nil
    }
}
