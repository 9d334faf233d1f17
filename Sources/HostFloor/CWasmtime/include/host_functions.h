#ifndef HOST_FUNCTIONS_H
#define HOST_FUNCTIONS_H

#include "wasmtime_library.h"

#pragma clang assume_nonnull begin

/// The most parameters that a host function can have.
enum { HOST_FUNCTION_MAX_PARAMETERS = 16 };

/// Answers the calls of every host function.
///
/// - Parameters:
///   - guest: the data of the calling store.
///   - function: the number that the function was defined with.
///   - arguments: one number each, an i32 zero extended.
///   - trapped: set to true to end the guest's run with a trap; the result is then of no account.
typedef uint64_t (*host_call_t)(void *guest, uint32_t function, const uint64_t *arguments, bool *trapped);

/// Defines one host function of parameters and result of the kinds `CWASMTIME_VALTYPE_I32` and `_I64`.
///
/// - Parameters:
///   - result: its kind; `HOST_FUNCTION_NO_RESULT` if there is none.
/// - Returns: an error that the caller deletes, or null.
wasmtime_error_t *_Nullable host_function_define(
    const wasmtime_functions_t *functions, wasmtime_linker_t *linker, const char *module, const char *name,
    uint32_t number, const uint8_t *_Nullable parameters, size_t parameter_count, uint8_t result, host_call_t call);

enum { HOST_FUNCTION_NO_RESULT = 0xff };

#pragma clang assume_nonnull end

#endif
