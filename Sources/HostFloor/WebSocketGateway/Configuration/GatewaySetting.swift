/// One setting: its name, what it expects, and how it is set.
struct GatewaySetting: Sendable {
    let name: String
    let expected: String
    let isList: Bool
    /// - Returns: the value that is none for it.
    let apply: @Sendable (inout GatewaySettings, [String]) -> String?

    /// A setting of one value that is read by a function.
    init<Value>(
        _ name: String, _ expected: String, read: @escaping @Sendable (String) -> Value?,
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
    }

    /// A setting of several values.
    init<Value>(
        list name: String, _ expected: String, read: @escaping @Sendable (String) -> Value?,
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
    }

    static func text(_ name: String, _ path: WritableKeyPath<GatewaySettings, String?> & Sendable) -> GatewaySetting {
        GatewaySetting(name, "some text", read: { $0.isEmpty ? nil : $0 }, set: { $0[keyPath: path] = $1 })
    }

    static func flag(_ name: String, set: @escaping @Sendable (inout GatewaySettings, Bool) -> Void) -> GatewaySetting {
        GatewaySetting(name, "true or false", read: { Bool($0) }, set: set)
    }

    static func number(
        _ name: String, _ range: ClosedRange<Int>, _ path: WritableKeyPath<GatewaySettings, Int> & Sendable
    ) -> GatewaySetting {
        GatewaySetting(
            name, "\(range.lowerBound) to \(range.upperBound)",
            read: { Int($0).flatMap { range.contains($0) ? $0 : nil } }, set: { $0[keyPath: path] = $1 })
    }

    static func size(
        _ name: String, atLeast least: Int, atMost most: Int = 1 << 30,
        _ path: WritableKeyPath<GatewaySettings, Int> & Sendable
    ) -> GatewaySetting {
        GatewaySetting(
            name, "\(SettingText.sizeExpectation); \(least) to \(most) bytes",
            read: { SettingText.size($0).flatMap { $0 >= least && $0 <= most ? $0 : nil } },
            set: { $0[keyPath: path] = $1 })
    }

    static func duration(
        _ name: String, atLeast least: Duration = .milliseconds(1),
        _ path: WritableKeyPath<GatewaySettings, Duration> & Sendable
    ) -> GatewaySetting {
        GatewaySetting(
            name, "\(SettingText.timeExpectation); at least \(least)",
            read: { SettingText.duration($0).flatMap { $0 >= least ? $0 : nil } }, set: { $0[keyPath: path] = $1 })
    }
}
