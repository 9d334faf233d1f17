// Cycles (interface specification, "Cycles"). Nothing is charged here, so the whole balance is liquid.
extension Execution {
    func moveCycles(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .msgCyclesAvailable128: return try call.writeCycles(acceptableCycles, at: 0)
        case .msgCyclesAvailable: return try narrow(acceptableCycles, call)
        case .msgCyclesRefunded128: return try call.writeCycles(message.cyclesRefunded, at: 0)
        case .msgCyclesRefunded: return try narrow(message.cyclesRefunded, call)
        case .msgCyclesAccept128: return try call.writeCycles(accept(call.cycles(at: 0)), at: 2)
        case .msgCyclesAccept: return try narrow(accept(UInt128(call[0])), call)
        case .cyclesBurn128:
            let burned = min(call.cycles(at: 0), effects.cycles)
            effects.cycles -= burned
            return try call.writeCycles(burned, at: 2)
        case .canisterCycleBalance128, .canisterLiquidCycleBalance128:
            return try call.writeCycles(effects.cycles, at: 0)
        case .canisterCycleBalance: return try narrow(effects.cycles, call)
        default: throw call.misrouted
        }
    }

    /// What of the call's cycles can still be taken: nothing after a response.
    private var acceptableCycles: UInt128 {
        message.needsResponse && effects.response == nil ? effects.cyclesAvailable : 0
    }

    private func accept(_ maximum: UInt128) -> UInt128 {
        let room = UInt128.max - effects.cycles
        let accepted = min(maximum, acceptableCycles, room)
        effects.cyclesAvailable -= accepted
        effects.cycles += accepted
        return accepted
    }

    private func narrow(_ amount: UInt128, _ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        guard let narrow = UInt64(exactly: amount) else {
            throw call.violation("\(amount) cycles do not fit into 64 bits")
        }
        return narrow
    }
}
