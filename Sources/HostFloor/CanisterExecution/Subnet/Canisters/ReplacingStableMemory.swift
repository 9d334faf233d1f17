extension HostedCanister {
    /// Puts other bytes in the place of the whole stable memory, committed at once. It is for the owner of the subnet,
    /// between executions.
    ///
    /// - Parameters:
    ///   - content: what it has from its beginning on; the last page is filled up with zeros.
    ///   - pageLimit: the most pages of 64 KiB that it may have.
    /// - Returns: whether the content fits; nothing is changed otherwise.
    public func replaceStableMemory(with content: [UInt8], pageLimit: UInt64) -> Bool {
        let memory = SparseStableMemory()
        let pages = (UInt64(content.count) + SparseStableMemory.pageSize - 1) / SparseStableMemory.pageSize
        guard memory.grow(by: pages, limit: pageLimit) != nil, memory.write(content, at: 0) else { return false }
        memory.commit()
        stableMemory = memory
        version += 1
        return true
    }
}
