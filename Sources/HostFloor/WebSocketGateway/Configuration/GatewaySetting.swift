/// One setting: its name, what it expects, how it is set and how it is shown.
struct GatewaySetting: Sendable {
    let name: String
    let expected: String
    let isList: Bool
    /// - Returns: the value that is none for it.
    let apply: @Sendable (inout GatewaySettings, [String]) -> String?
    /// What is in force, as it would be written; nothing where it is not set and has no default.
    let show: @Sendable (GatewaySettings) -> [String]

    /// A setting of one value that is read by a function.
    init<Value>(
        _ name: String, _ expected: String, read: @escaping @Sendable (String) -> Value?,
        show: @escaping @Sendable (GatewaySettings) -> String?,
        set: @escaping @Sendable (inout GatewaySettings, Value) -> Void
    ) {
        self.name = name
        self.expected = expected
        isList = false
        apply = { settings, values in
            guard let text = values.first, let value = read(text) else { return values.first ?? "" }
            set(&settings, value)
            return nil
        }
        self.show = { show($0).map { [$0] } ?? [] }
    }

    /// A setting of several values.
    init<Value>(
        list name: String, _ expected: String, read: @escaping @Sendable (String) -> Value?,
        show: @escaping @Sendable (GatewaySettings) -> [String],
        set: @escaping @Sendable (inout GatewaySettings, [Value]) -> Void
    ) {
        self.name = name
        self.expected = expected
        isList = true
        apply = { settings, texts in
            var values: [Value] = []
            for text in texts {
                guard let value = read(text) else { return text }
                values.append(value)
            }
            set(&settings, values)
            return nil
        }
        self.show = show
    }
}
