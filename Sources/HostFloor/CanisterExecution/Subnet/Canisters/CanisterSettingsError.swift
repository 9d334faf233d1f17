/// Why settings cannot be those of a canister.
public enum CanisterSettingsError: Error, Hashable, Sendable {
    /// More of something than there may be: `controllers`, `environment_variables`, `allowed_viewers`.
    case tooMany(field: String, count: Int, limit: Int)
    /// A number that is too great.
    case tooGreat(field: String, value: UInt64, limit: UInt64)
    /// An environment variable whose name or value is too long, in bytes.
    case textTooLong(field: String, name: String, count: Int, limit: Int)
    /// Two environment variables have the same name.
    case nameTwice(String)
}

extension CanisterSettingsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooMany(let field, let count, let limit): "\(field) has \(count) elements; at most \(limit) are allowed"
        case .tooGreat(let field, let value, let limit): "\(field) is \(value); at most \(limit) is allowed"
        case .textTooLong(let field, let name, let count, let limit):
            "the \(field) of environment variable '\(name)' has \(count) bytes; at most \(limit) are allowed"
        case .nameTwice(let name): "environment variable '\(name)' is set twice"
        }
    }
}

extension CanisterSettings {
    /// Checks numbers and sizes.
    public func check(against limits: ResourceLimits = ResourceLimits()) throws(CanisterSettingsError) {
        try Self.check("controllers", controllers.count, limits.controllers)
        try Self.check("environment_variables", environmentVariables.count, limits.environmentVariables)
        if case .viewers(let viewers) = logVisibility {
            try Self.check("allowed_viewers", viewers.count, limits.logViewers)
        }
        try Self.check("compute_allocation", computeAllocation, 100)
        for (field, value) in [
            ("memory_allocation", memoryAllocation), ("wasm_memory_limit", wasmMemoryLimit),
            ("wasm_memory_threshold", wasmMemoryThreshold),
        ] { try Self.check(field, value, 1 << 48) }
        for (index, variable) in environmentVariables.enumerated() {
            if index > 0, environmentVariables[index - 1].name.utf8.elementsEqual(variable.name.utf8) {
                throw .nameTwice(variable.name)
            }
            for (field, text, limit) in [
                ("name", variable.name, limits.environmentVariableName),
                ("value", variable.value, limits.environmentVariableValue),
            ] where text.utf8.count > limit {
                throw .textTooLong(field: field, name: variable.name, count: text.utf8.count, limit: limit)
            }
        }
    }

    private static func check(_ field: String, _ count: Int, _ limit: Int) throws(CanisterSettingsError) {
        guard count <= limit else { throw .tooMany(field: field, count: count, limit: limit) }
    }

    private static func check(_ field: String, _ value: UInt64, _ limit: UInt64) throws(CanisterSettingsError) {
        guard value <= limit else { throw .tooGreat(field: field, value: value, limit: limit) }
    }
}
