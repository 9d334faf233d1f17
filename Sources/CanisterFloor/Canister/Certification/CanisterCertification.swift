import Bytes
import Certification
import SHA256

/// The canister's one certified tree: whoever certifies something puts a part of its own there, under a label, and
/// shares the certified data with all others.
///
/// A part is known by the digest of what stands below its label. The WebSocket server has `websocket`, certified
/// responses over HTTP have `http_expr`; an author can add another:
///
/// ```swift
/// certification.set("totals", HashTreeDigest.leaf(totals))
/// ```
///
/// **When it is certified.** Each change makes the root the canister's certified data at once, or at the end of the
/// ``batch(_:)`` that it is a part of: entry points of a canister with WebSockets or a site are one. What is certified
/// in a message holds from its end on.
///
/// **Upgrades.** The system keeps the certified data, the new code begins with an empty tree: each part has to be put
/// there again in `canister_post_upgrade`.
public final class CanisterCertification {
    /// The tree itself, for those who write witnesses: what is certified now, or will be at the end of the batch.
    public private(set) var root = CertifiedRoot()

    /// Whether the certified data is another root than this one.
    private var isUncertified = false
    /// How many batches are under way.
    private var batchDepth = 0

    /// A tree without parts, of which nothing is certified yet.
    public init() {}

    // MARK: Parts

    /// Puts a part under a label, or a new digest in the place of its old one, and certifies it.
    ///
    /// - Parameters:
    ///   - label: what only this part is called.
    ///   - content: the digest of what stands under the label.
    public func set(_ label: StaticString, _ content: Digest) {
        root.set(label, content)
        changed()
    }

    /// Takes a part away, and certifies that it is gone.
    public func remove(_ label: StaticString) {
        root.remove(label)
        changed()
    }

    /// Puts a part there that is certified already, as after an upgrade that made the same tree again: nothing is told
    /// to the system.
    public func recall(_ label: StaticString, _ content: Digest) { root.set(label, content) }

    // MARK: Certified data

    /// Runs a body that may change any number of parts, and certifies the tree once, at its end.
    @inline(__always)
    public func batch<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        beginBatch()
        var isDone = false
        defer { endBatch(isKept: isDone) }
        try body()
        isDone = true
    }

    /// Begins what ``endBatch()`` ends; see ``batch(_:)``.
    @inline(__always)
    public func beginBatch() { batchDepth += 1 }

    /// Ends a batch: with the outermost, what was changed is certified.
    ///
    /// - Parameter isKept: false where the body threw, so that the message may be discarded with all that it told the
    ///   system. A module's memory goes back with it; natively the changes stay, and the next batch certifies them.
    public func endBatch(isKept: Bool = true) {
        batchDepth -= 1
        guard isUncertified, batchDepth == 0 else { return }
        certify()
        #if !arch(wasm32)
        isUncertified = !isKept
        #endif
    }

    private func changed() {
        isUncertified = true
        if batchDepth == 0 { certify() }
    }

    @inline(never)
    private func certify() {
        isUncertified = false
        root.digest.withUnsafeBytes { CertifiedData.set($0) }
    }
}
