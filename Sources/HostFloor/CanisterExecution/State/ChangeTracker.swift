/// What changed of a subnet's state since it was last taken.
///
/// Whoever changes something tells its key; what stands there is looked at when the changes are taken. So nothing is
/// encoded twice, and what came and went in between leaves no trace.
final class ChangeTracker {
    /// Whether anybody takes changes. Until then keys are not kept, since nobody would ever make room for more.
    private(set) var isOn = false

    /// The canisters that were changed, each once; those that were deleted too. Kept also while nobody takes changes:
    /// there are no more of them than canisters.
    private(set) var canisters: [HostedCanister] = []

    private var changed: Set<StateKey> = []
    /// Those of them that nobody was told of before.
    private var created: Set<StateKey> = []
    private var removedGroups: Set<StateGroup> = []

    func touch(_ canister: HostedCanister) {
        canisters.append(canister)
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

    /// The canisters that were changed, which are then forgotten.
    func takeCanisters() -> [HostedCanister] {
        defer { canisters = [] }
        return canisters
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
