#pragma once

#include "ic0_functions.h"
#include "ic0_types.h"

/// The system functions, each under its name in the interface specification with `ic0_` before it (`time` and others
/// would collide with the C library).
///
/// On wasm they are the imports of the module `ic0`. Elsewhere they are ordinary functions that ask the host which is
/// installed on the calling thread, see `ic0_host.h`.
///
/// `ic0_trap` is not declared as one that never returns: on wasm it does not, but a native host notes the trap and
/// returns, and the entry point ends by itself.
#ifdef __wasm__
#define IC0_FUNCTION(name, result, ...)                                                                                \
    __attribute__((import_module("ic0"), import_name(#name))) IC0_TYPE_##result ic0_##name IC0_PARAMETERS(__VA_ARGS__);
#else
#define IC0_FUNCTION(name, result, ...) IC0_TYPE_##result ic0_##name IC0_PARAMETERS(__VA_ARGS__);
#endif
IC0_FUNCTIONS(IC0_FUNCTION)
#undef IC0_FUNCTION
