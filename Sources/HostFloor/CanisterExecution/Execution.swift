/// One run of an entry point or a callback, as the system functions see it.
public final class Execution {
    /// Calls one system function.
    public func call(
        _ function: SystemFunction, _ arguments: UnsafePointer<UInt64>, memory: some GuestMemory
    ) throws(Trap) -> UInt64 {
        throw Trap(.contractViolation, "not there yet")
    }
}
public enum SystemFunction: Int, CaseIterable, Sendable { case msgReply }
