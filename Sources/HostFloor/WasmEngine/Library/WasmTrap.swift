import CWasmtime
import CanisterExecution

extension WasmtimeLibrary {
    /// What ended a run of WebAssembly by itself, as the execution sees it. The library's trap is deleted.
    func consume(trap: OpaquePointer, instructionLimit: UInt64) -> Trap {
        defer { functions.pointee.wasm_trap_delete(trap) }
        var code: UInt8 = 0
        guard functions.pointee.wasmtime_trap_code(trap, &code) else {
            var message = wasm_byte_vec_t(size: 0, data: nil)
            functions.pointee.wasm_trap_message(trap, &message)
            return Trap(.wasmTrap, consume(bytes: &message))
        }
        if Int(code) == CWASMTIME_TRAP_OUT_OF_FUEL {
            return Trap(
                .instructionLimit, "the execution exceeded its limit of \(instructionLimit) instructions")
        }
        return Trap(.wasmTrap, name(ofTrap: Int(code)) + place(of: trap))
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

    /// The innermost functions, by their names if the module kept them, since that is what an author can act on.
    private func place(of trap: OpaquePointer) -> String {
        var frames = wasm_frame_vec_t(size: 0, data: nil)
        functions.pointee.wasm_trap_trace(trap, &frames)
        defer { functions.pointee.wasm_frame_vec_delete(&frames) }
        var names: [String] = []
        for index in 0..<min(frames.size, 4) {
            guard let frame = frames.data?[index] else { continue }
            if let name = functions.pointee.wasmtime_frame_func_name(frame) {
                names.append(string(name.pointee))
            } else {
                names.append("function \(functions.pointee.wasm_frame_func_index(frame))")
            }
        }
        return names.isEmpty ? "" : " (in " + names.joined(separator: ", called by ") + ")"
    }
}
