// Counting, printing, trapping (interface specification, "Performance counter", "Debugging aids").
extension Execution {
    func diagnose(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .performanceCounter:
            switch call[0] {
            case 0: return instructionsUsed
            case 1: return message.earlierInstructions &+ instructionsUsed
            default: throw call.violation("no performance counter has type \(call[0])")
            }
        case .debugPrint:
            print(try text(call, limit: limits.debugPrint) ?? "(debug message out of memory bounds)")
            return 0
        case .trap:
            throw Trap(.calledTrap, try text(call, limit: limits.trapMessage) ?? "(trap message out of memory bounds)")
        default: throw call.misrouted
        }
    }

    /// Keeps a line; of many, as many as take so much room, the last ones.
    private func print(_ line: String) {
        debugOutput.append(line)
        debugOutputSize += line.utf8.count + 16
        // Half of them at once, so that each line is moved a few times only.
        guard debugOutputSize > limits.debugOutput, debugOutput.count > 1 else { return }
        let dropped = debugOutput.prefix(debugOutput.count / 2)
        debugOutputSize -= dropped.reduce(0) { $0 + $1.utf8.count + 16 }
        debugOutput.removeFirst(dropped.count)
    }

    /// The text that the first two arguments name, cut at a limit, with what is not UTF-8 replaced; `nil` where the
    /// range lies outside of the memory.
    ///
    /// - Throws: the trap of the instruction limit alone.
    private func text(_ call: SystemCall<some GuestMemory>, limit: Int) throws(Trap) -> String? {
        do throws(Trap) {
            return String(decoding: try call.bytes(at: 0).prefix(limit), as: UTF8.self)
        } catch {
            guard error.code != .instructionLimit else { throw error }
            return nil
        }
    }
}
