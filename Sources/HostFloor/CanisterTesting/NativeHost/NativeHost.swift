import CanisterExecution
import Glibc
import SystemAPI

/// Answers the system functions that native code calls while one activation runs.
final class NativeHost {
    private let execution: Execution
    private let activation: Activation

    /// What the code called `ic0.trap` with. It ends by itself then, and nothing that it asks for any more counts.
    private(set) var trap: Trap?

    /// The callbacks that the code gave out.
    private(set) var callbacks: [Activation] = []

    init(_ activation: Activation, in execution: Execution) {
        self.activation = activation
        self.execution = execution
    }

    /// Runs code with this host on the current thread, and the one before it afterwards.
    func run(_ body: () -> Void) {
        let host = ic0_host(
            context: Unmanaged.passUnretained(self).toOpaque(),
            call: { context, function, arguments, result in
                guard let context, let function = SystemFunction(rawValue: Int(function.rawValue)) else { return false }
                result.pointee = Unmanaged<NativeHost>.fromOpaque(context).takeUnretainedValue()
                    .answer(function, arguments)
                return true
            })
        withUnsafePointer(to: host) { pointer in
            let previous = ic0_install_host(pointer)
            body()
            _ = ic0_install_host(previous)
        }
    }

    private func answer(_ function: SystemFunction, _ arguments: UnsafePointer<UInt64>) -> UInt64 {
        guard trap == nil else { return 0 }
        switch function {
        case .callNew:
            callbacks.append(.callback(function: arguments[4], environment: arguments[5]))
            callbacks.append(.callback(function: arguments[6], environment: arguments[7]))
        case .callOnCleanup:
            callbacks.append(.callback(function: arguments[0], environment: arguments[1]))
        default: break
        }
        do throws(Trap) {
            return try execution.call(function, arguments, memory: ProcessMemory())
        } catch {
            guard error.code == .calledTrap else { end(function, error) }
            trap = error
            return 0
        }
    }

    /// Ends the process: on the Internet Computer the call would not return, and native code cannot be left midway.
    private func end(_ function: SystemFunction, _ trap: Trap) -> Never {
        let place =
            switch activation {
            case .entryPoint(let name): name.description
            case .callback: execution.context.modeName
            }
        let message = """
            ic0.\(function.name) trapped in \(place) (\(execution.context.modeName) mode): \(trap.message)
            A trap of a system function cannot end native code, so it ends the process.

            """
        var text = message
        text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        abort()
    }
}
