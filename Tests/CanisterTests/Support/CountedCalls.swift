import CanisterExecution
import SystemAPI

/// Counts the system functions that code calls, on top of the host that answers them.
final class CountedCalls {
    /// How often each was called, by its name.
    private(set) var counts: [String: Int] = [:]
    private var inner: UnsafePointer<ic0_host>?

    /// Counts what a body calls; to be used inside of a message.
    func count(_ body: () -> Void) {
        let host = ic0_host(
            context: Unmanaged.passUnretained(self).toOpaque(),
            call: { context, function, arguments, result in
                guard let context else { return false }
                return Unmanaged<CountedCalls>.fromOpaque(context).takeUnretainedValue()
                    .forward(function, arguments, result)
            })
        withUnsafePointer(to: host) { pointer in
            let outer = inner
            inner = ic0_install_host(pointer)
            body()
            _ = ic0_install_host(inner)
            inner = outer
        }
    }

    private func forward(
        _ function: ic0_function, _ arguments: UnsafePointer<UInt64>, _ result: UnsafeMutablePointer<UInt64>
    ) -> Bool {
        if let known = SystemFunction(rawValue: Int(function.rawValue)) { counts[known.name, default: 0] += 1 }
        guard let inner else { return false }
        return inner.pointee.call(inner.pointee.context, function, arguments, result)
    }
}
