#ifndef CWASMTIME_LIBRARY_H
#define CWASMTIME_LIBRARY_H

#include "wasmtime_functions.h"

#pragma clang assume_nonnull begin

/// Opens the library at `path` and resolves the functions.
///
/// The library stays open for the life of the process: compiled code and the threads of its compiler outlive any owner
/// that could be named.
///
/// - Parameters:
///   - reason: where to write why it failed, zero terminated.
///   - capacity: the bytes that `reason` has room for, at least 1.
/// - Returns: the functions, or null.
const wasmtime_functions_t *_Nullable wasmtime_library_open(const char *path, char *reason, size_t capacity);

#pragma clang assume_nonnull end

#endif
