/// The type of a parameter or a result of a system function, in a module with a 32-bit memory.
public enum ValueType: Hashable, Sendable {
    /// 32 bits.
    case i32
    /// 64 bits.
    case i64
}
