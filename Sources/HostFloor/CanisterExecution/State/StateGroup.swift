import Candid

/// Records of a canister of which there are many, as they are removed together.
public struct StateGroup: Hashable, Sendable {
    /// What the bytes of the keys of all its records begin with, and of no others.
    public let prefix: [UInt8]

    fileprivate init(_ kind: StateKey.Kind, _ canister: Principal) {
        prefix = kind.prefix(canister)
    }

    static func callContexts(of canister: Principal) -> StateGroup { StateGroup(.callContext, canister) }
    static func callbacks(of canister: Principal) -> StateGroup { StateGroup(.callback, canister) }
    static func logLines(of canister: Principal) -> StateGroup { StateGroup(.logLine, canister) }
    static func heapPages(of canister: Principal) -> StateGroup { StateGroup(.heapPage, canister) }
    static func stablePages(of canister: Principal) -> StateGroup { StateGroup(.stablePage, canister) }
    static func chunks(of canister: Principal) -> StateGroup { StateGroup(.chunk, canister) }

    /// All records of a canister that there can be many of.
    static func all(of canister: Principal) -> [StateGroup] {
        StateKey.Kind.ofManyRecords.map { StateGroup($0, canister) }
    }
}
