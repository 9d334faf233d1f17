import Candid
import Canister
import Certification
import BalancedTrees

/// How the WebSocket server goes on over upgrades of the canister.
///
/// ```swift
/// func save() { IC.run { () throws(EntryPointFailure) in try saveWebSockets() } }        // canister_pre_upgrade
/// func restore() { IC.run { () throws(EntryPointFailure) in try restoreWebSockets() } }  // canister_post_upgrade
/// ```
///
/// Clients and gateways notice nothing: connections, sequence numbers, messages and their proofs go on as they were,
/// and acknowledgements and time-outs come when they would have come. Timers of the author's own end with the upgrade,
/// as always. Stop the canister before the upgrade, also as always: a timer that is just running is a call of the
/// canister to itself, whose answer the new code could not receive.
///
/// **Stable memory of your own.** The snapshot takes a range from an offset on that you choose, and memory grows as
/// needed; what else stands there is yours. Save what is of fixed size before it:
///
/// ```swift
/// StableMemory.write(header, at: 0)                   // after StableMemory.ensure(bytes:)
/// try saveWebSockets(at: StableMemory.pageSize)
/// ```
///
/// or what is saved anew at each upgrade behind it, since both calls give the same number of bytes:
///
/// ```swift
/// var writer = StableWriter(at: try saveWebSockets())
/// …
/// let size = try restoreWebSockets()
/// var reader = StableReader()
/// reader.seek(to: size..<StableMemory.pages * StableMemory.pageSize)
/// ```
///
/// For data that lives in stable memory and grows there, save behind its end, and keep that offset with the data.
extension WebSocketCanister {
    /// Saves all that the WebSocket server holds: to be called in `canister_pre_upgrade`, after the last message was
    /// sent.
    ///
    /// It takes about 5,000 instructions for a connection and 2,000 for a small message, with 3 for each further byte,
    /// and needs little heap; restoring takes 17,000 and 3,000. An upgrade may take 300,000,000,000. See
    /// `SnapshotLayout` for what is written.
    ///
    /// - Parameter offset: where in stable memory; memory grows as needed.
    /// - Returns: the number of bytes taken from `offset` on.
    /// - Throws: where stable memory cannot grow so far. As an entry point's failure it becomes a trap, and the upgrade
    ///   does not take place.
    @discardableResult
    public func saveWebSockets(at offset: UInt64 = 0) throws(EntryPointFailure) -> UInt64 {
        guard let size = SnapshotWriter.write(webSockets, timers: timers, at: offset) else {
            throw .trap("the WebSocket state cannot be saved: stable memory cannot grow so far")
        }
        return size
    }

    /// Starts the WebSocket server with what ``saveWebSockets(at:)`` saved in this upgrade: to be called in
    /// `canister_post_upgrade`, instead of ``startWebSockets(_:)`` and before anything is sent.
    ///
    /// Where nothing was saved, because the code before knew nothing of it, the server starts empty. What was saved is
    /// marked as read, so that a later upgrade without saving cannot bring it back.
    ///
    /// Settings may differ from those before. Limits hold for what comes, and drop nothing that is there. The next
    /// acknowledgement comes when it would have come without the upgrade, at once if that has passed, and after the new
    /// interval at the latest.
    ///
    /// - Parameter offset: where in stable memory it was saved.
    /// - Returns: the number of bytes taken from `offset` on; 0 where nothing was saved.
    /// - Throws: where a setting cannot be, and where what was saved is damaged, of a newer layout, or something else.
    ///   As an entry point's failure it becomes a trap: the upgrade does not take place and the old code goes on.
    @discardableResult
    public func restoreWebSockets(
        _ settings: WebSocketSettings = WebSocketSettings(), at offset: UInt64 = 0
    ) throws(EntryPointFailure) -> UInt64 {
        let saved = try readSnapshot(at: offset)
        if saved == nil { webSockets.removeAll() }
        try startWebSockets(settings, acknowledgingBy: saved?.acknowledgementTime ?? SnapshotLayout.never)
        guard let saved else {
            // What the code before certified is unknown, and nothing of it holds.
            webSockets.certify()
            return 0
        }
        if saved.checkTime != SnapshotLayout.never { scheduleCheck(at: saved.checkTime) }
        if saved.acknowledgementSliceTime != SnapshotLayout.never {
            scheduleAcknowledgement(at: saved.acknowledgementSliceTime)
        }
        // The system kept the certified data. Should this code make another root, of the same logs or without a part
        // that the code before had, it is set anew: else a replica could go on to prove what is there no longer.
        if webSockets.makeRoot().firstWord != saved.certifiedWord { webSockets.certify() }
        return saved.size
    }

    /// Reads what was saved in this upgrade, and marks it as read.
    private func readSnapshot(at offset: UInt64) throws(EntryPointFailure) -> SnapshotReader? {
        let end = StableMemory.pages * StableMemory.pageSize
        do throws(SnapshotError) {
            guard let result = try SnapshotReader.read(StableReader(), min(offset, end)..<end, into: webSockets),
                IC.time &- result.savedAt <= SnapshotLayout.maximumAge
            else { return nil }
            withUnsafeBytes(of: 0 as UInt64) { StableMemory.write($0, at: offset) }
            return result
        } catch {
            throw .trap(error.text)
        }
    }
}
