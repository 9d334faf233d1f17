import CWasmtime
import Synchronization

/// Runs canister modules on wasmtime. One engine serves any number of guests on any number of threads.
///
/// Instructions are counted as wasmtime's fuel: 1 for each operator that runs, except that `block`, `loop`, `end`,
/// `else`, `drop`, `nop`, `return` and `unreachable` are free, 1 for each function that is entered, and 1 for each byte
/// of a `memory.copy` or `memory.fill`. The numbers are exact and repeat; they are not those of the network, which
/// weighs operators. A limit is looked at where functions and loops begin, so it is overrun by less than the straight
/// code between two of these, and what is reported is the limit then.
///
/// Results are deterministic: NaNs are canonical, there are no threads, and the depth of the stack that overflows does
/// not depend on the machine's load. Modules may use what the network's do: bulk memory, multi-value, reference types,
/// sign extension, saturating conversions, SIMD, a 64-bit memory; they may not use threads, tail calls, exceptions,
/// garbage collection, function references, or several memories.
public final class WasmEngine: @unchecked Sendable {
    /// The largest heap of a guest in bytes: 4 GiB (resource limits, "wasm32 heap").
    public static let heapLimit: UInt64 = 4 << 30

    /// The largest heap in bytes of a guest whose addresses have 64 bits: 6 GiB (resource limits, "wasm64 heap").
    public static let heapLimit64Bit: UInt64 = 6 << 30

    /// Bytes of the machine's stack that a guest's calls may use. A thread that runs guests needs 256 KiB more; a run
    /// on one that has less is refused.
    public static let stackLimit = 1024 * 1024

    let library: WasmtimeLibrary
    private let engine: OpaquePointer
    private let linkers: SystemFunctionLinkers
    private let modules = CompiledModuleCache()
    let instances = Atomic<Int>(0)

    /// The engine on the library of the default place, made on first use.
    ///
    /// - Throws: ``WasmEngineError/libraryMissing(tried:)`` if the set-up has not been run.
    public static func shared() throws(WasmEngineError) -> WasmEngine { try sharedOutcome.get() }

    private static let sharedOutcome: Result<WasmEngine, WasmEngineError> = {
        do throws(WasmEngineError) {
            return .success(try WasmEngine(library: .openDefault()))
        } catch {
            return .failure(error)
        }
    }()

    /// Makes an engine on a library.
    ///
    /// - Parameter path: the file `_libwasmtime.so` of wasmtime 50.0.1.
    public convenience init(library path: String) throws(WasmEngineError) {
        try self.init(library: WasmtimeLibrary.open(path))
    }

    init(library: WasmtimeLibrary) throws(WasmEngineError) {
        guard guest_heap_install_fault_handler() else { throw .systemRefused("a handler of memory faults") }
        guard let engine = library.functions.pointee.wasm_engine_new_with_config(Self.configuration(library)) else {
            throw .systemRefused("an engine of this configuration")
        }
        self.library = library
        self.engine = engine
        do throws(WasmEngineError) {
            linkers = try SystemFunctionLinkers(engine: engine, library: library)
        } catch {
            library.functions.pointee.wasm_engine_delete(engine)
            throw error
        }
    }

    deinit {
        library.functions.pointee.wasm_engine_delete(engine)
    }

    /// Instances of modules that are alive now; a guest has one, or two between an instantiation and its commit.
    public var liveInstances: Int { instances.load(ordering: .relaxed) }

    /// Modules compiled until now. The same bytes are compiled once, while they are among the last 32 used.
    public var compilationCount: Int { modules.compilationCount }

    func compile(_ module: [UInt8]) throws(WasmEngineError) -> CompiledModule {
        try modules.module(module) { () throws(WasmEngineError) in
            try CompiledModule(module, engine: engine, linkers: linkers)
        }
    }

    func newStore(for instance: WasmInstance) -> OpaquePointer {
        library.functions.pointee.wasmtime_store_new(engine, Unmanaged.passUnretained(instance).toOpaque(), nil)
    }

    /// The binary form of a module in the text format.
    func assemble(_ text: String) throws(WasmEngineError) -> [UInt8] {
        var bytes = wasm_byte_vec_t(size: 0, data: nil)
        var text = text
        let error = text.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.flatMap { library.functions.pointee.wasmtime_wat2wasm($0, text.count, &bytes) }
            }
        }
        try library.checkCompilation(error)
        defer { library.functions.pointee.wasm_byte_vec_delete(&bytes) }
        return Array(UnsafeBufferPointer(start: bytes.data, count: bytes.size))
    }

    /// The configuration, which the engine takes.
    private static func configuration(_ library: WasmtimeLibrary) -> OpaquePointer {
        let functions = library.functions.pointee
        let configuration = functions.wasm_config_new()
        functions.wasmtime_config_strategy_set(configuration, UInt8(CWASMTIME_STRATEGY_CRANELIFT))
        functions.wasmtime_config_cranelift_opt_level_set(configuration, UInt8(CWASMTIME_OPT_LEVEL_SPEED))
        functions.wasmtime_config_consume_fuel_set(configuration, true)
        functions.wasmtime_config_cranelift_nan_canonicalization_set(configuration, true)
        functions.wasmtime_config_max_wasm_stack_set(configuration, stackLimit)
        // Bounds are checked in the code, so a fault in a heap is always a write to be logged.
        functions.wasmtime_config_signals_based_traps_set(configuration, false)
        functions.wasmtime_config_memory_may_move_set(configuration, false)
        // The library shares the first contents of memories only where it makes the memories itself.
        functions.wasmtime_config_memory_init_cow_set(configuration, false)
        var creator = guest_heap_creator(library.functions, heapLimit, heapLimit64Bit)
        functions.wasmtime_config_host_memory_creator_set(configuration, &creator)

        functions.wasmtime_config_wasm_bulk_memory_set(configuration, true)
        functions.wasmtime_config_wasm_memory64_set(configuration, true)
        functions.wasmtime_config_wasm_multi_value_set(configuration, true)
        functions.wasmtime_config_wasm_reference_types_set(configuration, true)
        functions.wasmtime_config_wasm_simd_set(configuration, true)

        functions.wasmtime_config_concurrency_support_set(configuration, false)
        functions.wasmtime_config_gc_support_set(configuration, false)
        functions.wasmtime_config_wasm_component_model_set(configuration, false)
        functions.wasmtime_config_wasm_custom_page_sizes_set(configuration, false)
        functions.wasmtime_config_wasm_exceptions_set(configuration, false)
        functions.wasmtime_config_wasm_function_references_set(configuration, false)
        functions.wasmtime_config_wasm_gc_set(configuration, false)
        functions.wasmtime_config_wasm_multi_memory_set(configuration, false)
        functions.wasmtime_config_wasm_relaxed_simd_set(configuration, false)
        functions.wasmtime_config_wasm_stack_switching_set(configuration, false)
        functions.wasmtime_config_wasm_tail_call_set(configuration, false)
        functions.wasmtime_config_wasm_threads_set(configuration, false)
        functions.wasmtime_config_wasm_wide_arithmetic_set(configuration, false)
        return configuration
    }
}
