/// The functions of wasmtime's C API that the engine uses: one row each, of result, name and parameters.
///
/// The table and its resolution both come from these rows, so neither can miss one. Where a function "takes" something,
/// it owns it from then on, also when it fails.
#ifndef CWASMTIME_FUNCTIONS_H
#define CWASMTIME_FUNCTIONS_H

#include "wasmtime_types.h"

#pragma clang assume_nonnull begin

// clang-format off
#define CWASMTIME_CONFIGURATION_FUNCTIONS(F)                                                                           \
    F(wasm_config_t *_Nonnull, wasm_config_new, (void))                                                                \
    F(void, wasmtime_config_concurrency_support_set, (wasm_config_t *, bool))                                          \
    F(void, wasmtime_config_consume_fuel_set, (wasm_config_t *, bool))                                                 \
    F(void, wasmtime_config_cranelift_nan_canonicalization_set, (wasm_config_t *, bool))                               \
    F(void, wasmtime_config_cranelift_opt_level_set, (wasm_config_t *, uint8_t))                                       \
    F(void, wasmtime_config_gc_support_set, (wasm_config_t *, bool))                                                   \
    F(void, wasmtime_config_host_memory_creator_set, (wasm_config_t *, const wasmtime_memory_creator_t *))             \
    F(void, wasmtime_config_max_wasm_stack_set, (wasm_config_t *, size_t))                                             \
    F(void, wasmtime_config_memory_init_cow_set, (wasm_config_t *, bool))                                              \
    F(void, wasmtime_config_memory_may_move_set, (wasm_config_t *, bool))                                              \
    F(void, wasmtime_config_signals_based_traps_set, (wasm_config_t *, bool))                                          \
    F(void, wasmtime_config_strategy_set, (wasm_config_t *, uint8_t))                                                  \
    F(void, wasmtime_config_wasm_bulk_memory_set, (wasm_config_t *, bool))                                             \
    F(void, wasmtime_config_wasm_component_model_set, (wasm_config_t *, bool))                                         \
    F(void, wasmtime_config_wasm_custom_page_sizes_set, (wasm_config_t *, bool))                                       \
    F(void, wasmtime_config_wasm_exceptions_set, (wasm_config_t *, bool))                                              \
    F(void, wasmtime_config_wasm_function_references_set, (wasm_config_t *, bool))                                     \
    F(void, wasmtime_config_wasm_gc_set, (wasm_config_t *, bool))                                                      \
    F(void, wasmtime_config_wasm_memory64_set, (wasm_config_t *, bool))                                                \
    F(void, wasmtime_config_wasm_multi_memory_set, (wasm_config_t *, bool))                                            \
    F(void, wasmtime_config_wasm_multi_value_set, (wasm_config_t *, bool))                                             \
    F(void, wasmtime_config_wasm_reference_types_set, (wasm_config_t *, bool))                                         \
    F(void, wasmtime_config_wasm_relaxed_simd_set, (wasm_config_t *, bool))                                            \
    F(void, wasmtime_config_wasm_simd_set, (wasm_config_t *, bool))                                                    \
    F(void, wasmtime_config_wasm_stack_switching_set, (wasm_config_t *, bool))                                         \
    F(void, wasmtime_config_wasm_tail_call_set, (wasm_config_t *, bool))                                               \
    F(void, wasmtime_config_wasm_threads_set, (wasm_config_t *, bool))                                                 \
    F(void, wasmtime_config_wasm_wide_arithmetic_set, (wasm_config_t *, bool))                                         \
    /* Takes the configuration. */                                                                                     \
    F(wasm_engine_t *_Nullable, wasm_engine_new_with_config, (wasm_config_t *))                                        \
    F(void, wasm_engine_delete, (wasm_engine_t *))

#define CWASMTIME_MODULE_FUNCTIONS(F)                                                                                  \
    F(wasmtime_error_t *_Nullable, wasmtime_module_new,                                                                \
      (wasm_engine_t *, const uint8_t *_Nullable bytes, size_t count, wasmtime_module_t *_Nullable *_Nonnull))         \
    F(void, wasmtime_module_delete, (wasmtime_module_t *))                                                             \
    F(wasm_valtype_t *_Nonnull, wasm_valtype_new, (uint8_t))                                                           \
    /* Takes the elements. */                                                                                          \
    F(void, wasm_valtype_vec_new, (wasm_valtype_vec_t *, size_t, wasm_valtype_t *_Nullable const *_Nonnull))           \
    /* Takes the elements of both. */                                                                                  \
    F(wasm_functype_t *_Nonnull, wasm_functype_new, (wasm_valtype_vec_t *, wasm_valtype_vec_t *))                      \
    F(void, wasm_functype_delete, (wasm_functype_t *))                                                                 \
    F(wasmtime_linker_t *_Nonnull, wasmtime_linker_new, (wasm_engine_t *))                                             \
    F(void, wasmtime_linker_delete, (wasmtime_linker_t *))                                                             \
    F(wasmtime_error_t *_Nullable, wasmtime_linker_define_func_unchecked,                                              \
      (wasmtime_linker_t *, const char *module, size_t, const char *name, size_t, const wasm_functype_t *,             \
       wasmtime_func_unchecked_callback_t, void *_Nullable env, void (*_Nullable finalizer)(void *_Nullable)))         \
    F(wasmtime_error_t *_Nullable, wasmtime_linker_instantiate_pre,                                                    \
      (const wasmtime_linker_t *, const wasmtime_module_t *, wasmtime_instance_pre_t *_Nullable *_Nonnull))            \
    F(void, wasmtime_instance_pre_delete, (wasmtime_instance_pre_t *))                                                 \
    F(wasmtime_error_t *_Nullable, wasmtime_wat2wasm, (const char *, size_t, wasm_byte_vec_t *))

#define CWASMTIME_STORE_FUNCTIONS(F)                                                                                   \
    F(wasmtime_store_t *_Nonnull, wasmtime_store_new,                                                                  \
      (wasm_engine_t *, void *_Nullable data, void (*_Nullable finalizer)(void *_Nullable)))                           \
    F(void, wasmtime_store_delete, (wasmtime_store_t *))                                                               \
    F(wasmtime_context_t *_Nonnull, wasmtime_store_context, (wasmtime_store_t *))                                      \
    F(wasmtime_context_t *_Nonnull, wasmtime_caller_context, (wasmtime_caller_t *))                                    \
    F(void *_Nullable, wasmtime_context_get_data, (const wasmtime_context_t *))                                        \
    F(wasmtime_error_t *_Nullable, wasmtime_context_set_fuel, (wasmtime_context_t *, uint64_t))                        \
    F(wasmtime_error_t *_Nullable, wasmtime_context_get_fuel, (const wasmtime_context_t *, uint64_t *))                \
    F(wasmtime_error_t *_Nullable, wasmtime_instance_pre_instantiate,                                                  \
      (const wasmtime_instance_pre_t *, wasmtime_context_t *, wasmtime_instance_t *,                                   \
       wasm_trap_t *_Nullable *_Nonnull))                                                                              \
    F(bool, wasmtime_instance_export_get,                                                                              \
      (wasmtime_context_t *, const wasmtime_instance_t *, const char *_Nullable, size_t, wasmtime_extern_t *))         \
    F(wasmtime_error_t *_Nullable, wasmtime_func_call,                                                                 \
      (wasmtime_context_t *, const wasmtime_func_t *, const wasmtime_val_t *_Nullable, size_t,                         \
       wasmtime_val_t *_Nullable results, size_t, wasm_trap_t *_Nullable *_Nonnull))                                   \
    F(wasmtime_error_t *_Nullable, wasmtime_func_call_unchecked,                                                       \
      (wasmtime_context_t *, const wasmtime_func_t *, wasmtime_val_raw_t *_Nullable, size_t,                           \
       wasm_trap_t *_Nullable *_Nonnull))                                                                              \
    F(bool, wasmtime_table_get, (wasmtime_context_t *, const wasmtime_table_t *, uint64_t, wasmtime_val_t *))          \
    F(void, wasmtime_global_get, (wasmtime_context_t *, const wasmtime_global_t *, wasmtime_val_t *))                  \
    F(wasmtime_error_t *_Nullable, wasmtime_global_set,                                                                \
      (wasmtime_context_t *, const wasmtime_global_t *, const wasmtime_val_t *))                                       \
    F(wasmtime_error_t *_Nullable, wasmtime_memory_grow,                                                               \
      (wasmtime_context_t *, const wasmtime_memory_t *, uint64_t pages, uint64_t *old_pages))                          \
    F(bool, wasmtime_memorytype_is64, (const wasm_memorytype_t *))                                                     \
    F(size_t, wasmtime_memory_data_size, (const wasmtime_context_t *, const wasmtime_memory_t *))

#define CWASMTIME_FAILURE_FUNCTIONS(F)                                                                                 \
    F(wasmtime_error_t *_Nonnull, wasmtime_error_new, (const char *))                                                  \
    F(void, wasmtime_error_message, (const wasmtime_error_t *, wasm_byte_vec_t *))                                     \
    F(void, wasmtime_error_delete, (wasmtime_error_t *))                                                               \
    F(void, wasmtime_error_wasm_trace, (const wasmtime_error_t *, wasm_frame_vec_t *))                                 \
    F(wasm_trap_t *_Nonnull, wasmtime_trap_new, (const char *, size_t))                                                \
    F(bool, wasmtime_trap_code, (const wasm_trap_t *, uint8_t *))                                                      \
    F(void, wasm_trap_message, (const wasm_trap_t *, wasm_byte_vec_t *))                                               \
    F(void, wasm_trap_trace, (const wasm_trap_t *, wasm_frame_vec_t *))                                                \
    F(void, wasm_trap_delete, (wasm_trap_t *))                                                                         \
    F(uint32_t, wasm_frame_func_index, (const wasm_frame_t *))                                                         \
    F(size_t, wasm_frame_module_offset, (const wasm_frame_t *))                                                        \
    F(const wasm_byte_vec_t *_Nullable, wasmtime_frame_func_name, (const wasm_frame_t *))                              \
    F(void, wasm_frame_vec_delete, (wasm_frame_vec_t *))                                                               \
    F(void, wasm_byte_vec_delete, (wasm_byte_vec_t *))

#define CWASMTIME_FUNCTIONS(F)                                                                                         \
    CWASMTIME_CONFIGURATION_FUNCTIONS(F)                                                                               \
    CWASMTIME_MODULE_FUNCTIONS(F)                                                                                      \
    CWASMTIME_STORE_FUNCTIONS(F)                                                                                       \
    CWASMTIME_FAILURE_FUNCTIONS(F)
// clang-format on

/// The functions, resolved.
typedef struct {
#define CWASMTIME_FIELD(result, name, parameters) result(*_Nonnull name) parameters;
    CWASMTIME_FUNCTIONS(CWASMTIME_FIELD)
#undef CWASMTIME_FIELD
} wasmtime_functions_t;

#pragma clang assume_nonnull end

#endif
