#if !hasFeature(Embedded)
import Synchronization
#endif

/// A value that canisters of one process share. A canister on wasm is alone and needs no lock.
final class Guarded<Value: ~Copyable>: @unchecked Sendable {
    private var value: Value
    #if !hasFeature(Embedded)
    private let lock = Mutex(())
    #endif

    init(_ value: consuming Value) {
        self.value = value
    }

    func withValue<Result>(_ body: (inout Value) -> Result) -> Result {
        #if hasFeature(Embedded)
        return body(&value)
        #else
        return lock.withLock { _ in body(&value) }
        #endif
    }
}
