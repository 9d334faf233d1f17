// Environment variables (interface specification, "Environment variables").
extension Execution {
    func readEnvironmentVariables(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .envVarCount: return UInt64(canister.environmentVariables.count)
        case .envVarNameSize: return UInt64(try variable(at: call[0], call).name.utf8.count)
        case .envVarNameCopy: return try call.copyOut([UInt8](variable(at: call[0], call).name.utf8), at: 1)
        case .envVarNameExists: return try variable(named: call) == nil ? 0 : 1
        case .envVarValueSize: return UInt64(try existingVariable(named: call).value.utf8.count)
        case .envVarValueCopy: return try call.copyOut([UInt8](existingVariable(named: call).value.utf8), at: 2)
        default: throw call.misrouted
        }
    }

    private func variable(at index: UInt64, _ call: SystemCall<some GuestMemory>) throws(Trap) -> EnvironmentVariable {
        let variables = canister.environmentVariables
        guard index < UInt64(variables.count) else {
            throw call.violation("index \(index), but there are \(variables.count) environment variables")
        }
        return variables[Int(index)]
    }

    /// The variable whose name stands at the first two arguments.
    private func variable(named call: SystemCall<some GuestMemory>) throws(Trap) -> EnvironmentVariable? {
        guard call[1] <= UInt64(limits.environmentVariableName) else {
            throw call.violation("a name of \(call[1]) bytes; at most \(limits.environmentVariableName) are allowed")
        }
        guard let name = String(validating: try call.bytes(at: 0), as: UTF8.self) else {
            throw call.violation("the name is not valid UTF-8")
        }
        // By their bytes: to Swift, texts that Unicode calls equivalent are the same.
        return canister.environmentVariables.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    private func existingVariable(named call: SystemCall<some GuestMemory>) throws(Trap) -> EnvironmentVariable {
        guard let variable = try variable(named: call) else { throw call.violation("there is no such variable") }
        return variable
    }
}
