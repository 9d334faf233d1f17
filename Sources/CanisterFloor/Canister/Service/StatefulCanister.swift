import Candid

/// A canister with state of its own that survives upgrades.
///
/// ```swift
/// final class Chat: ChatService, StatefulCanister {
///     var counter: UInt64 = 0
///
///     func save(into writer: inout StableWriter) { writer.write(littleEndian: counter) }
///
///     func restore(from reader: inout StableReader) throws(EntryPointFailure) {
///         guard let saved = reader.read(littleEndian: UInt64.self) else { throw .trap("the state is cut off") }
///         counter = saved
///     }
/// }
/// ```
///
/// The state stands at the start of stable memory, what the WebSocket server saves behind it. All of that is written
/// anew at each upgrade; what lives in stable memory for good has to stand behind, or elsewhere.
public protocol StatefulCanister: CanisterService {
    /// Writes the state: runs in the old code before an upgrade.
    ///
    /// - Throws: to keep the upgrade from taking place.
    func save(into writer: inout StableWriter) throws(EntryPointFailure)

    /// Reads the state: runs in the new code after an upgrade in which the old code saved one, on a canister that was
    /// just made, before connections are restored. The reader has as many bytes as were written; those that are not
    /// read are no error.
    ///
    /// - Throws: to keep the upgrade from taking place; then the old code goes on.
    func restore(from reader: inout StableReader) throws(EntryPointFailure)
}

extension StatefulCanister {
    /// Saves the state behind a header: see ``StateHeader``.
    public func saveState() throws(EntryPointFailure) -> UInt64 {
        var writer = StableWriter(at: StateHeader.size)
        try save(into: &writer)
        guard writer.finish() else {
            throw .trap("the canister's state cannot be saved: stable memory cannot grow so far")
        }
        let header = StateHeader(savedAt: IC.time, count: writer.count)
        guard header.write() else {
            throw .trap("the canister's state cannot be saved: stable memory cannot grow")
        }
        return StateHeader.size + header.count
    }

    /// Restores the state if one was saved in this upgrade, and marks it as read, so that a later upgrade without
    /// saving cannot bring it back.
    public func restoreState() throws(EntryPointFailure) -> UInt64 {
        guard let header = StateHeader.read() else { return 0 }
        let end = StateHeader.size + header.count
        guard end <= StableMemory.pages * StableMemory.pageSize else {
            throw .trap("the canister's state is damaged: stable memory ends inside of it")
        }
        StateHeader.erase()
        guard IC.time &- header.savedAt <= StateHeader.maximumAge else { return 0 }
        var reader = StableReader()
        reader.seek(to: StateHeader.size..<end)
        try restore(from: &reader)
        return end
    }
}
