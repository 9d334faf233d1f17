import Candid
import CanisterExecution

// MARK: - What the canister has

extension TestCanister {
    /// What it printed, and the messages of its traps; the oldest lines are dropped when there are very many. What a
    /// query prints is not in it, as on the network: see ``executions``.
    public var log: [String] { hosted?.log.records.map(\.content) ?? [] }

    /// The certified data that it set last; at most 32 bytes.
    public var certifiedData: [UInt8] { hosted?.certifiedData ?? [] }

    /// The certificate that a query of it gets now. Its signature is a stand-in: look into it, do not verify it.
    public var dataCertificate: [UInt8]? { hosted.flatMap { subnet.dataCertificate?($0) } }

    /// The committed stable memory.
    public var stableMemory: SparseStableMemory { hosted?.stableMemory ?? SparseStableMemory() }

    /// Puts bytes into the stable memory, which grows as far as it must: what an earlier version of the code has left
    /// there, for example, before an upgrade to the code that has to read it.
    ///
    /// - Returns: whether they fit into 500 GiB; nothing is written otherwise.
    @discardableResult
    public func writeStableMemory(_ bytes: [UInt8], at offset: UInt64 = 0) -> Bool {
        let (end, overflow) = offset.addingReportingOverflow(UInt64(bytes.count))
        guard let memory = hosted?.stableMemory, !overflow else { return false }
        let pageSize = SparseStableMemory.pageSize
        let needed = end / pageSize + (end % pageSize == 0 ? 0 : 1)
        let missing = needed - min(needed, memory.pageCount)
        guard memory.grow(by: missing, limit: subnet.configuration.limits.stablePages) != nil else { return false }
        guard memory.write(bytes, at: offset) else { return false }
        memory.commit()
        return true
    }
}

// MARK: - What its controllers and the system give it

extension TestCanister {
    /// Its balance. Nothing is charged for executions and storage; only what is accepted, attached to calls and burned
    /// changes it. So the whole balance is liquid, and there is no freezing threshold.
    public var cycles: UInt128 {
        get { hosted?.cycles ?? 0 }
        set { hosted?.cycles = newValue }
    }

    /// Who controls it.
    public var controllers: [Principal] {
        get { hosted?.controllers ?? [] }
        set { hosted?.controllers = newValue }
    }

    /// The variables that its controllers set, in the order of the bytes of their names.
    public var environmentVariables: [EnvironmentVariable] {
        get { hosted?.environmentVariables ?? [] }
        set { hosted?.environmentVariables = newValue }
    }

    /// Sets one of ``environmentVariables``, or removes it.
    ///
    /// - Parameter value: at most 128 bytes of UTF-8; `nil` to remove the variable.
    public func setEnvironmentVariable(_ name: String, to value: String?) {
        environmentVariables.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
        if let value { environmentVariables.append(EnvironmentVariable(name: name, value: value)) }
    }

    /// Grows with every change of the canister; what `IC.version` tells.
    public var version: UInt64 { hosted?.version ?? 0 }
}
