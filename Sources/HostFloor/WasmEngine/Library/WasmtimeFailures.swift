import CWasmtime

extension WasmtimeLibrary {
    /// The text of an error, which is deleted.
    func consume(error: OpaquePointer) -> String {
        var message = wasm_byte_vec_t(size: 0, data: nil)
        functions.pointee.wasmtime_error_message(error, &message)
        functions.pointee.wasmtime_error_delete(error)
        return consume(bytes: &message)
    }

    /// The text of bytes that the library allocated, which are freed.
    func consume(bytes: inout wasm_byte_vec_t) -> String {
        let text = string(bytes)
        functions.pointee.wasm_byte_vec_delete(&bytes)
        return text
    }

    /// The text of bytes that something else owns.
    func string(_ bytes: wasm_byte_vec_t) -> String {
        var count = bytes.size
        // Messages end with a zero byte, names do not.
        if count > 0, bytes.data?[count - 1] == 0 { count -= 1 }
        return String(decoding: UnsafeBufferPointer(start: bytes.data, count: count), as: UTF8.self)
    }

    /// Throws an error of the library, if there is one, as what is wrong with a module.
    func checkCompilation(_ error: OpaquePointer?) throws(WasmEngineError) {
        if let error { throw .compilationFailed(reason: consume(error: error)) }
    }
}
