import CWasmtime
import CanisterExecution

extension WasmtimeLibrary {
    /// What ended a run of WebAssembly by itself, as the execution sees it. The library's trap is deleted.
    func consume(trap: OpaquePointer, instructionLimit: UInt64, symbols: ModuleSymbols) -> Trap {
        defer { functions.pointee.wasm_trap_delete(trap) }
        var ended = cause(of: trap, instructionLimit: instructionLimit)
        ended.backtrace = backtrace(symbols) { functions.pointee.wasm_trap_trace(trap, &$0) }
        return ended
    }

    /// Where a run was when an error of the library ended it: that is also what a host function's trap becomes.
    func backtrace(of error: OpaquePointer, symbols: ModuleSymbols) -> [StackFrame] {
        backtrace(symbols) { functions.pointee.wasmtime_error_wasm_trace(error, &$0) }
    }

    private func cause(of trap: OpaquePointer, instructionLimit: UInt64) -> Trap {
        var code: UInt8 = 0
        guard functions.pointee.wasmtime_trap_code(trap, &code) else {
            var message = wasm_byte_vec_t(size: 0, data: nil)
            functions.pointee.wasm_trap_message(trap, &message)
            return Trap(.wasmTrap, consume(bytes: &message))
        }
        if Int(code) == CWASMTIME_TRAP_OUT_OF_FUEL {
            return .instructionLimit(instructionLimit)
        }
        return Trap(.wasmTrap, name(ofTrap: Int(code)))
    }

    private func name(ofTrap code: Int) -> String {
        switch code {
        case CWASMTIME_TRAP_STACK_OVERFLOW: "stack overflow"
        case CWASMTIME_TRAP_MEMORY_OUT_OF_BOUNDS: "heap out of bounds"
        case CWASMTIME_TRAP_TABLE_OUT_OF_BOUNDS: "table out of bounds"
        case CWASMTIME_TRAP_INDIRECT_CALL_TO_NULL: "indirect call to a null function"
        case CWASMTIME_TRAP_BAD_SIGNATURE: "indirect call to a function of another type"
        case CWASMTIME_TRAP_INTEGER_OVERFLOW: "integer overflow"
        case CWASMTIME_TRAP_INTEGER_DIVISION_BY_ZERO: "integer division by zero"
        case CWASMTIME_TRAP_BAD_CONVERSION_TO_INTEGER: "invalid conversion to integer"
        case CWASMTIME_TRAP_UNREACHABLE: "unreachable"
        default: "WebAssembly trap \(code)"
        }
    }

    /// The functions on the stack, the innermost first: at most 20, which is as far as the library looks.
    private func backtrace(_ symbols: ModuleSymbols, trace: (inout wasm_frame_vec_t) -> Void) -> [StackFrame] {
        var frames = wasm_frame_vec_t(size: 0, data: nil)
        trace(&frames)
        defer { functions.pointee.wasm_frame_vec_delete(&frames) }
        return (0..<frames.size).compactMap { index in
            guard let frame = frames.data?[index] else { return nil }
            let offset = functions.pointee.wasm_frame_module_offset(frame)
            return MachineFrame(
                function: functions.pointee.wasm_frame_func_index(frame),
                name: functions.pointee.wasmtime_frame_func_name(frame).map { string($0.pointee) },
                // What the library says of code that stands for no instruction.
                offset: offset == .max ? nil : offset)
        }.flatMap(symbols.frames)
    }
}

/// A function on the stack, as the library knows it.
struct MachineFrame {
    let function: UInt32
    /// The name that the module kept.
    let name: String?
    /// Where the instruction stands in the module: the one that trapped, or the call.
    let offset: Int?
}
