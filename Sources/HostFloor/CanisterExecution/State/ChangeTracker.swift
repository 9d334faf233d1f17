import Candid

/// What changed of a subnet's state since it was last taken.
///
/// Whoever changes something tells its key; what stands there is looked at when the changes are taken. So nothing is
/// encoded twice, and what came and went in between leaves no trace.
final class ChangeTracker {
    /// Whether anybody takes changes. Until then keys are not kept, since nobody would ever make room for more.
    private(set) var isOn = false

    /// The canisters that were changed. Kept also while nobody takes changes: there are no more of them than there ever
    /// were canisters.
    private(set) var touched: Set<Principal> = []
    /// Those that were deleted; another one may have the principal by now.
    private var deleted: Set<Principal> = []

    private var changed: Set<StateKey> = []
    /// Those of them that nobody was told of before.
    private var created: Set<StateKey> = []
    private var removedGroups: Set<StateGroup> = []

    func touch(_ canister: Principal) {
        touched.insert(canister)
    }

    func deleted(_ canister: Principal) {
        deleted.insert(canister)
    }

    func changed(_ key: StateKey) {
        if isOn { changed.insert(key) }
    }

    func created(_ key: StateKey) {
        guard isOn else { return }
        if changed.insert(key).inserted { created.insert(key) }
    }

    func removed(_ key: StateKey) {
        guard isOn else { return }
        if created.remove(key) == nil { changed.insert(key) } else { changed.remove(key) }
    }

    func removed(_ group: StateGroup) {
        if isOn { removedGroups.insert(group) }
    }

    /// The canisters that were changed and those that were deleted, which are then forgotten.
    func takeCanisters() -> (touched: Set<Principal>, deleted: Set<Principal>) {
        defer {
            touched = []
            deleted = []
        }
        return (touched, deleted)
    }

    /// The keys that changed and the groups that went before, which are then forgotten.
    func take() -> (keys: Set<StateKey>, removedGroups: Set<StateGroup>) {
        defer {
            changed = []
            created = []
            removedGroups = []
            isOn = true
        }
        return (changed, removedGroups)
    }
}
