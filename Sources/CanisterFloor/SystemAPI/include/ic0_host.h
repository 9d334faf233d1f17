#pragma once

#include "ic0_functions.h"

#include <stdbool.h>
#include <stdint.h>

/// The number of each system function: `IC0_msg_arg_data_size` is 0, and so on through `ic0_functions.h`.
typedef enum ic0_function {
#define IC0_FUNCTION(name, result, ...) IC0_##name,
IC0_FUNCTIONS(IC0_FUNCTION)
#undef IC0_FUNCTION
    /// How many there are.
    IC0_FUNCTION_COUNT
} ic0_function;

/// The name of a system function as the interface specification writes it: `msg_reply`.
///
/// A null pointer when there is no function with that number.
const char *_Nullable ic0_function_name(ic0_function function);

#ifndef __wasm__

/// What answers the system functions where there is no Internet Computer.
struct ic0_host {
    /// Handed to every call, for the host's own use.
    void *_Nullable context;

    /// Answers one call.
    ///
    /// The arguments stand in the order of the function's parameters, each widened to 64 bits without a sign; an
    /// address is one in this process. A function with a result stores it in `result`.
    ///
    /// Returns false when the host does not have that function, which ends the process.
    bool (*_Nonnull call)(void *_Nullable context, ic0_function function, const uint64_t *_Nonnull arguments,
                          uint64_t *_Nonnull result);
};

/// Makes a host the one that answers on the calling thread, or leaves the thread without one.
///
/// Hosts nest: give the host that this returns, the one before, back when done. The host must outlive its installation.
/// A system function that is called on a thread without a host ends the process with a message that names it.
const struct ic0_host *_Nullable ic0_install_host(const struct ic0_host *_Nullable host);

#endif
