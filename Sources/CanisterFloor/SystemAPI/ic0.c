#include "SystemAPI.h"

static const char *const names[] = {
#define IC0_FUNCTION(name, result, ...) #name,
IC0_FUNCTIONS(IC0_FUNCTION)
#undef IC0_FUNCTION
};

const char *ic0_function_name(ic0_function function) {
    return (unsigned)function < IC0_FUNCTION_COUNT ? names[function] : NULL;
}

#ifndef __wasm__

#include <stdio.h>
#include <stdlib.h>

static _Thread_local const struct ic0_host *installed_host = NULL;

const struct ic0_host *ic0_install_host(const struct ic0_host *host) {
    const struct ic0_host *previous = installed_host;
    installed_host = host;
    return previous;
}

static uint64_t call_host(ic0_function function, const uint64_t *arguments) {
    uint64_t result = 0;
    const struct ic0_host *host = installed_host;
    if (host == NULL) {
        fprintf(stderr,
                "ic0.%s was called, but no host is installed on this thread. Run the canister's code inside a test "
                "canister, or install a host with ic0_install_host.\n",
                names[function]);
        abort();
    }
    if (!host->call(host->context, function, arguments, &result)) {
        fprintf(stderr, "ic0.%s was called, but the host that is installed on this thread does not have it.\n",
                names[function]);
        abort();
    }
    return result;
}

// Each parameter widened to 64 bits: pointers by way of `uintptr_t`, numbers as they are.
#define IC0_WIDE(value) (uint64_t)(uintptr_t)(value)
#define IC0_WIDENED(...) IC0_JOIN(IC0_WIDENED_, IC0_COUNT(__VA_ARGS__))
#define IC0_WIDENED_0 0
#define IC0_WIDENED_1 IC0_WIDE(p0)
#define IC0_WIDENED_2 IC0_WIDENED_1, IC0_WIDE(p1)
#define IC0_WIDENED_3 IC0_WIDENED_2, IC0_WIDE(p2)
#define IC0_WIDENED_4 IC0_WIDENED_3, IC0_WIDE(p3)
#define IC0_WIDENED_5 IC0_WIDENED_4, IC0_WIDE(p4)
#define IC0_WIDENED_8 IC0_WIDENED_5, IC0_WIDE(p5), IC0_WIDE(p6), IC0_WIDE(p7)

_Static_assert(sizeof(uintptr_t) == sizeof(uint64_t), "the native host is for 64-bit machines");

// A function without a result ignores the host's.
#define IC0_RETURN_NONE (void)
#define IC0_RETURN_I32 return (uint32_t)
#define IC0_RETURN_I64 return
#define IC0_RETURN_SIZE return

#define IC0_FUNCTION(name, result, ...)                                                                                \
    IC0_TYPE_##result ic0_##name IC0_PARAMETERS(__VA_ARGS__) {                                                         \
        const uint64_t arguments[] = {IC0_WIDENED(__VA_ARGS__)};                                                       \
        IC0_RETURN_##result call_host(IC0_##name, arguments);                                                          \
    }
IC0_FUNCTIONS(IC0_FUNCTION)
#undef IC0_FUNCTION

#endif
