/// A guest whose heap is data: it can be kept outside the process, and given to another guest of the same module.
public protocol RestorableGuest: Guest {
    /// What commits changed since this was last called, or since ``restore(_:)``; after an instantiation everything.
    /// `nil` while nothing was committed. To be called between a commit and the next run.
    func takeChanges() -> GuestCheckpoint?

    /// Sets heap and globals to a whole checkpoint of a guest of the same module, and commits them. No code of the
    /// module runs.
    ///
    /// - Throws: why it cannot be; the guest is then as before.
    func restore(_ checkpoint: GuestCheckpoint) throws(Trap)

    /// Changes heap and globals as they changed in the guest whose checkpoint was restored, and commits them.
    ///
    /// - Throws: why it cannot be; the guest is then good for nothing but ``restore(_:)``.
    func apply(_ changes: GuestCheckpoint) throws(Trap)
}
