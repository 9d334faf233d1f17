import Candid
import CanisterExecution

/// One execution without a subnet around it.
func bench(
    _ context: ExecutionContext = .update, limits: ResourceLimits = ResourceLimits(),
    canister change: (inout CanisterFacts) -> Void = { _ in }, message: (inout MessageFacts) -> Void = { _ in },
    stableMemory: SparseStableMemory = SparseStableMemory()
) -> Machine {
    var facts = CanisterFacts(id: Principal(canisterIndex: 5), subnet: user(99))
    facts.cycles = 1_000
    change(&facts)
    var info = MessageFacts()
    info.needsResponse = true
    info.caller = user(7)
    message(&info)
    return Machine(
        execution: Execution(
            context: context, canister: facts, message: info, stableMemory: stableMemory, limits: limits),
        memory: TestMemory())
}

/// The trap that some code ends with, if it does.
func trap(_ body: () throws(Trap) -> Void) -> Trap? {
    do throws(Trap) {
        try body()
        return nil
    } catch {
        return error
    }
}
