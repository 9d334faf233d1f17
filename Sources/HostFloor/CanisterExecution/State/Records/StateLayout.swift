/// The layout of the records.
public enum StateLayout {
    /// The version that this software writes: the first item of every record but pages. It reads this and all earlier.
    public static let version: UInt64 = 1
}
