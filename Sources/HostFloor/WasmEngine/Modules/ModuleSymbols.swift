import CSwiftRuntime
import CanisterExecution
import Glibc
import Synchronization
import WasmModule

/// What a module tells of its code to people: names of functions, and files and lines if it was built for debugging.
final class ModuleSymbols: Sendable {
    /// Read at the first trap, since most modules never need it. Outer nil: not read yet.
    private let information: Mutex<DebugInformation??> = Mutex(nil)

    /// The module with its custom sections; `nil` if it has no debug information.
    private let module: WasmBinary?

    /// Where the contents of the code section begin in the module that runs.
    private let codeStart: Int

    /// - Parameters:
    ///   - module: the module as it was given.
    ///   - growth: the bytes by which the module that runs is longer, all of them in front of the code.
    init(of module: WasmBinary, precededBy growth: Int) {
        codeStart = (module.contents(of: .code)?.lowerBound ?? 0) + growth
        self.module = module.customSections.contains { $0.name == ".debug_info" } ? module : nil
    }

    /// A function on the stack, preceded by those that the compiler put into it, as far as they are known.
    func frames(_ frame: MachineFrame) -> [StackFrame] {
        let calls = frame.offset.map(calls(at:)) ?? []
        var frames = calls.map {
            StackFrame(function: $0.function.map(Self.readable), index: nil, file: $0.file, line: $0.line)
        }
        var outermost = frames.popLast() ?? StackFrame(function: nil, index: nil)
        outermost.function = frame.name.map(Self.readable) ?? outermost.function
        outermost.index = frame.function
        frames.append(outermost)
        return frames
    }

    private func calls(at offset: Int) -> [DebugInformation.Call] {
        guard let module, offset >= codeStart else { return [] }
        let information = information.withLock { information in
            if let information { return information }
            let read = DebugInformation(of: module)
            information = .some(read)
            return read
        }
        return information?.calls(at: UInt64(offset - codeStart)) ?? []
    }

    /// The name as its author wrote it, without the marks that keep private names of several files apart; what is no
    /// name of Swift's stays as it is.
    static func readable(_ symbol: String) -> String {
        var symbol = symbol
        let readable = symbol.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                name.baseAddress.flatMap { swift_demangle($0, name.count, nil, nil, 0) }
            }
        }
        guard let readable else { return symbol }
        defer { free(readable) }
        return String(cString: readable).replacing(#/\((\S+) in _[0-9A-F]{32}\)/#) { $0.1 }
    }
}
