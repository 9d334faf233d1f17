import Candid
import CanisterExecution

/// What the tests' code sees while it runs: system functions by their cases, and shorthands for the usual ones.
struct Machine {
    let execution: Execution
    let memory: TestMemory
    /// Called for each system call, to count it.
    var count: () throws(Trap) -> Void = { () throws(Trap) in }

    @discardableResult
    func call(_ function: SystemFunction, _ arguments: UInt64...) throws(Trap) -> UInt64 {
        try count()
        var result: Result<UInt64, Trap> = .success(0)
        arguments.withUnsafeBufferPointer { arguments in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8) { padded in
                for index in 0..<8 { padded.initializeElement(at: index, to: 0) }
                for (index, argument) in arguments.enumerated() { padded[index] = argument }
                if let base = padded.baseAddress {
                    result = Result { () throws(Trap) in
                        try execution.call(function, UnsafePointer(base), memory: memory)
                    }
                }
            }
        }
        return try result.get()
    }

    /// Reads a blob through its size and copy functions.
    func blob(_ size: SystemFunction, _ copy: SystemFunction) throws(Trap) -> [UInt8] {
        let count = try call(size)
        try call(copy, 0, 0, count)
        return Array(memory.bytes[0..<Int(count)])
    }

    func argument() throws(Trap) -> [UInt8] { try blob(.msgArgDataSize, .msgArgDataCopy) }

    func append(_ bytes: [UInt8]) throws(Trap) {
        try call(.msgReplyDataAppend, memory.put(bytes), UInt64(bytes.count))
    }

    func reply(_ bytes: [UInt8] = []) throws(Trap) {
        try append(bytes)
        try call(.msgReply)
    }

    func reject(_ text: String) throws(Trap) {
        try call(.msgReject, memory.put([UInt8](text.utf8)), UInt64(text.utf8.count))
    }

    func trap(_ text: String) throws(Trap) {
        try call(.trap, memory.put([UInt8](text.utf8)), UInt64(text.utf8.count))
    }

    func print(_ text: String) throws(Trap) {
        try call(.debugPrint, memory.put([UInt8](text.utf8)), UInt64(text.utf8.count))
    }

    func certify(_ bytes: [UInt8]) throws(Trap) {
        try call(.certifiedDataSet, memory.put(bytes), UInt64(bytes.count))
    }

    /// Begins a call; callbacks are numbers of the guest's table.
    func newCall(
        _ callee: Principal, _ method: String, onReply: UInt64 = 1, onReject: UInt64 = 2, environment: UInt64 = 0
    ) throws(Trap) {
        let name = [UInt8](method.utf8)
        try call(
            .callNew, memory.put(callee.bytes), UInt64(callee.count), memory.put(name), UInt64(name.count), onReply,
            environment, onReject, environment)
    }

    /// Makes a whole call.
    func send(
        _ callee: Principal, _ method: String, _ argument: [UInt8] = [], onReply: UInt64 = 1, onReject: UInt64 = 2,
        onCleanup: UInt64? = nil, cycles: UInt64 = 0, timeout: UInt64? = nil
    ) throws(Trap) {
        try newCall(callee, method, onReply: onReply, onReject: onReject)
        try call(.callDataAppend, memory.put(argument), UInt64(argument.count))
        if let onCleanup { try call(.callOnCleanup, onCleanup, 0) }
        if cycles > 0 { try call(.callCyclesAdd, cycles) }
        if let timeout { try call(.callWithBestEffortResponse, timeout) }
        guard try call(.callPerform) == 0 else { throw Trap(.wasmTrap, "call_perform failed") }
    }

    /// An amount of cycles that a function writes to memory.
    func cycles(_ function: SystemFunction) throws(Trap) -> UInt128 {
        try call(function, 64)
        return readCycles(at: 64)
    }

    func readCycles(at address: Int) -> UInt128 {
        var amount: UInt128 = 0
        for index in (0..<16).reversed() { amount = amount << 8 | UInt128(memory.bytes[address + index]) }
        return amount
    }
}
