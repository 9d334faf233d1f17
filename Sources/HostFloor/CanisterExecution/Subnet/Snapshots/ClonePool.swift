import Candid
import Synchronization

/// A guest with the heap of a snapshot. One thread has it at a time: it is taken from the pool and given back.
struct GuestClone: @unchecked Sendable {
    let guest: any RestorableGuest
    /// What the guest's heap is.
    var heap: HeapImage
}

/// Clones of guests that wait for queries, so that a query costs what changed since the last one and not a heap.
final class ClonePool: Sendable {
    private struct Idle {
        var clone: GuestClone
        var canister: Principal
    }

    private let guests: (any GuestFactory)?
    private let limits: CloneLimits
    /// The one that waits longest first.
    private let idle = Mutex<[Idle]>([])

    init(guests: (any GuestFactory)?, limits: CloneLimits) {
        self.guests = guests
        self.limits = limits
    }

    /// How many wait.
    var count: Int { idle.withLock { $0.count } }

    /// A guest with a heap: one that was used before if there is one, else a new one.
    func take(_ module: InstalledModule, _ heap: HeapImage, of canister: Principal) throws(Trap) -> GuestClone {
        if var clone = takeIdle(of: canister, heap), let changes = heap.changes(from: clone.heap) {
            // One that cannot take the changes is dropped, and a new one made in its place.
            if (try? clone.guest.apply(changes)) != nil {
                clone.heap = heap
                return clone
            }
        }
        guard let guest = try guests?.makeGuest(of: module.bytes) as? any RestorableGuest else {
            throw Trap(.invalidModule, "the subnet has no engine whose guests can be cloned")
        }
        try guest.restore(heap.checkpoint)
        return GuestClone(guest: guest, heap: heap)
    }

    /// The clone that was used last, of those that can be brought to a heap.
    private func takeIdle(of canister: Principal, _ heap: HeapImage) -> GuestClone? {
        idle.withLock { idle in
            let index = idle.lastIndex {
                $0.canister == canister && $0.clone.heap.lineage === heap.lineage && $0.clone.heap.size <= heap.size
            }
            return index.map { idle.remove(at: $0).clone }
        }
    }

    /// Takes a clone back, whose heap is as when it was taken.
    func giveBack(_ clone: GuestClone, of canister: Principal) {
        let isSmall = limits.isSmall(clone.heap.size)
        let dropped = idle.withLock { idle -> [Idle] in
            let new = Idle(clone: clone, canister: canister)
            // Nobody would ever take it.
            guard !clone.heap.lineage.isOver else { return [new] }
            idle.append(new)
            // Small ones make room for small ones, and large ones for large ones.
            let alike = idle.indices.filter { limits.isSmall(idle[$0].clone.heap.size) == isSmall }
            var bytes = alike.reduce(UInt64(0)) { $0 + idle[$1].clone.heap.size }
            var surplus = 0
            while surplus < alike.count, !limits.allows(alike.count - surplus, bytes: bytes, areSmall: isSmall) {
                bytes -= idle[alike[surplus]].clone.heap.size
                surplus += 1
            }
            return alike.prefix(surplus).reversed().map { idle.remove(at: $0) }
        }
        // Here, and not while others wait for the lock, its memory goes.
        _ = dropped
    }

    /// Drops the clones of a canister, of whose heap a lineage has ended. Those that are lent go when they come back.
    func drop(_ canister: Principal, endOf lineage: HeapImage.Lineage?) {
        lineage?.end()
        let dropped = idle.withLock { idle in
            let dropped = idle.filter { $0.canister == canister }
            idle.removeAll { $0.canister == canister }
            return dropped
        }
        _ = dropped
    }
}
