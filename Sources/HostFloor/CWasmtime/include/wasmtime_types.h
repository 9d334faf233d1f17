/// The types of wasmtime's C API, release 50, as far as the engine uses them.
///
/// The library comes without headers, so the layouts are declared here. `layout_checks.c` holds their sizes.
#ifndef CWASMTIME_TYPES_H
#define CWASMTIME_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct wasm_config wasm_config_t;
typedef struct wasm_engine wasm_engine_t;
typedef struct wasm_frame wasm_frame_t;
typedef struct wasm_functype wasm_functype_t;
typedef struct wasm_memorytype wasm_memorytype_t;
typedef struct wasm_trap wasm_trap_t;
typedef struct wasm_valtype wasm_valtype_t;
typedef struct wasmtime_caller wasmtime_caller_t;
typedef struct wasmtime_context wasmtime_context_t;
typedef struct wasmtime_error wasmtime_error_t;
typedef struct wasmtime_instance_pre wasmtime_instance_pre_t;
typedef struct wasmtime_linker wasmtime_linker_t;
typedef struct wasmtime_module wasmtime_module_t;
typedef struct wasmtime_store wasmtime_store_t;

/// Bytes that the library allocated; not zero terminated.
typedef struct {
    size_t size;
    uint8_t *_Nullable data;
} wasm_byte_vec_t;

typedef struct {
    size_t size;
    wasm_valtype_t *_Nullable *_Nullable data;
} wasm_valtype_vec_t;

typedef struct {
    size_t size;
    wasm_frame_t *_Nullable *_Nullable data;
} wasm_frame_vec_t;

/// Kinds of `wasm_valtype_t`.
enum { CWASMTIME_VALTYPE_I32 = 0, CWASMTIME_VALTYPE_I64 = 1 };

/// Kinds of `wasmtime_extern_t`.
enum {
    CWASMTIME_EXTERN_FUNCTION = 0,
    CWASMTIME_EXTERN_GLOBAL = 1,
    CWASMTIME_EXTERN_TABLE = 2,
    CWASMTIME_EXTERN_MEMORY = 3,
};

/// Kinds of `wasmtime_val_t`.
enum {
    CWASMTIME_VALUE_I32 = 0,
    CWASMTIME_VALUE_I64 = 1,
    /// The last of the numbers; references follow.
    CWASMTIME_VALUE_V128 = 4,
    CWASMTIME_VALUE_FUNCREF = 5,
};

/// Why WebAssembly trapped by itself.
enum {
    CWASMTIME_TRAP_STACK_OVERFLOW = 0,
    CWASMTIME_TRAP_MEMORY_OUT_OF_BOUNDS = 1,
    CWASMTIME_TRAP_TABLE_OUT_OF_BOUNDS = 3,
    CWASMTIME_TRAP_INDIRECT_CALL_TO_NULL = 4,
    CWASMTIME_TRAP_BAD_SIGNATURE = 5,
    CWASMTIME_TRAP_INTEGER_OVERFLOW = 6,
    CWASMTIME_TRAP_INTEGER_DIVISION_BY_ZERO = 7,
    CWASMTIME_TRAP_BAD_CONVERSION_TO_INTEGER = 8,
    CWASMTIME_TRAP_UNREACHABLE = 9,
    CWASMTIME_TRAP_OUT_OF_FUEL = 11,
};

enum { CWASMTIME_STRATEGY_CRANELIFT = 1 };
enum { CWASMTIME_OPT_LEVEL_SPEED = 1 };

/// A function of a store. A null reference has store id 0.
typedef struct {
    uint64_t store_id;
    void *_Nullable reserved;
} wasmtime_func_t;

typedef struct {
    struct {
        uint64_t store_id;
        uint32_t reserved1;
    } store;
    uint32_t reserved2;
} wasmtime_table_t;

typedef struct {
    struct {
        uint64_t store_id;
        uint32_t reserved1;
    } store;
    uint32_t reserved2;
} wasmtime_memory_t;

typedef struct {
    uint64_t store_id;
    uint32_t reserved1;
    uint32_t reserved2;
    uint32_t reserved3;
} wasmtime_global_t;

typedef struct {
    uint8_t kind;
    union {
        wasmtime_func_t function;
        wasmtime_global_t global;
        wasmtime_table_t table;
        wasmtime_memory_t memory;
    } of;
} wasmtime_extern_t;

/// A value with its kind. The widest member is a reference, of which only the size matters here.
typedef struct {
    uint8_t kind;
    union {
        int32_t i32;
        int64_t i64;
        uint8_t v128[16];
        wasmtime_func_t funcref;
        struct {
            uint64_t store_id;
            uint32_t reserved1;
            uint32_t reserved2;
            void *_Nullable reserved3;
        } reference;
    } of;
} wasmtime_val_t;

/// A value without its kind, as compiled code passes it. An i32 leaves the upper bytes undefined.
typedef union {
    int32_t i32;
    int64_t i64;
    uint8_t v128[16];
    void *_Nullable funcref;
} wasmtime_val_raw_t;

typedef struct {
    uint64_t store_id;
    size_t reserved;
} wasmtime_instance_t;

/// A linear memory that the host made.
typedef struct {
    void *_Nullable env;
    uint8_t *_Nonnull (*_Nonnull get_memory)(void *_Nullable env, size_t *byte_size, size_t *byte_capacity);
    wasmtime_error_t *_Nullable (*_Nonnull grow_memory)(void *_Nullable env, size_t new_size);
    void (*_Nullable finalizer)(void *_Nullable env);
} wasmtime_linear_memory_t;

/// Makes the linear memories of an engine's instances.
typedef struct {
    void *_Nullable env;
    wasmtime_error_t *_Nullable (*_Nonnull new_memory)(
        void *_Nullable env, const wasm_memorytype_t *type, size_t minimum, size_t maximum, size_t reserved_size,
        size_t guard_size, wasmtime_linear_memory_t *memory);
    void (*_Nullable finalizer)(void *_Nullable env);
} wasmtime_memory_creator_t;

typedef wasm_trap_t *_Nullable (*wasmtime_func_unchecked_callback_t)(
    void *_Nullable env, wasmtime_caller_t *caller, wasmtime_val_raw_t *arguments_and_results, size_t count);

#pragma clang assume_nonnull end

#endif
