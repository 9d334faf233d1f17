import Synchronization

/// The modules compiled last, by their bytes, so that many canisters of one module compile it once.
final class CompiledModuleCache: Sendable {
    /// Modules kept. A guest keeps its own module, so what is dropped here is only compiled anew for a new guest.
    static let capacity = 32

    private struct Entries {
        var byBytes: [Key: Entry] = [:]
        /// The least recently used first.
        var order: [Key] = []
    }

    /// The bytes of a module, hashed as a whole: one by one, as an array's elements are, takes longer than to run some.
    private struct Key: Hashable {
        let bytes: [UInt8]

        func hash(into hasher: inout Hasher) {
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    /// One module, which the first thread that wants it compiles while others wait for it alone.
    private final class Entry: Sendable {
        let outcome = Mutex<Result<CompiledModule, WasmEngineError>?>(nil)
    }

    private let entries = Mutex(Entries())
    private let compilations = Atomic<Int>(0)

    /// Modules compiled until now, failures included.
    var compilationCount: Int { compilations.load(ordering: .relaxed) }

    func module(
        _ bytes: [UInt8], compile: () throws(WasmEngineError) -> CompiledModule
    ) throws(WasmEngineError) -> CompiledModule {
        let key = Key(bytes: bytes)
        let entry = entries.withLock { entries in
            if let index = entries.order.firstIndex(of: key) { entries.order.remove(at: index) }
            entries.order.append(key)
            if let entry = entries.byBytes[key] { return entry }
            if entries.order.count > Self.capacity { entries.byBytes[entries.order.removeFirst()] = nil }
            let entry = Entry()
            entries.byBytes[key] = entry
            return entry
        }
        let outcome = entry.outcome.withLock { outcome in
            if let outcome { return outcome }
            compilations.add(1, ordering: .relaxed)
            let compiled: Result<CompiledModule, WasmEngineError>
            do throws(WasmEngineError) {
                compiled = .success(try compile())
            } catch {
                compiled = .failure(error)
            }
            outcome = compiled
            return compiled
        }
        return try outcome.get()
    }
}
