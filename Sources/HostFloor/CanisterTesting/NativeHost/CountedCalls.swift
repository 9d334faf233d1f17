import CanisterExecution
import SystemAPI

/// Counts the system functions that code calls, on top of the host that answers them. For the tests of this package.
package final class CountedCalls {
    /// How often each was called, by its name.
    private var counts: [String: Int] = [:]
    private var inner: UnsafePointer<ic0_host>?

    /// Makes a counter that has counted nothing.
    package init() {}

    /// How often a function was called since ``take(_:)`` was asked for it.
    package subscript(_ name: String) -> Int { counts[name] ?? 0 }

    /// The same, and begins to count that function anew.
    package func take(_ name: String) -> Int { counts.removeValue(forKey: name) ?? 0 }

    /// Counts what a body calls; to be used inside of a message.
    package func count(_ body: () -> Void) {
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
