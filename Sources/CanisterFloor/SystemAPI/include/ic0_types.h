#pragma once

#include <stddef.h>
#include <stdint.h>

/// A function that the system calls when another canister answered, with the value that was given with it.
///
/// On wasm its value is the function's index in the module's table, which is what the system functions want.
typedef void (*ic0_callback)(uintptr_t environment);

// The C type of each kind in `ic0_functions.h`. An empty buffer may be a null pointer with size 0.
#define IC0_TYPE_NONE void
#define IC0_TYPE_I32 uint32_t
#define IC0_TYPE_I64 uint64_t
#define IC0_TYPE_SIZE size_t
#define IC0_TYPE_OFFSET size_t
#define IC0_TYPE_INDEX size_t
#define IC0_TYPE_SOURCE const void *_Nullable
#define IC0_TYPE_DESTINATION void *_Nullable
#define IC0_TYPE_CALLBACK ic0_callback _Nonnull
#define IC0_TYPE_ENVIRONMENT uintptr_t

// `IC0_PARAMETERS(SOURCE, SIZE)` is `(const void *p0, size_t p1)`, and `IC0_PARAMETERS()` is `(void)`.
#define IC0_PARAMETERS(...) IC0_JOIN(IC0_PARAMETERS_, IC0_COUNT(__VA_ARGS__))(__VA_ARGS__)
#define IC0_PARAMETERS_0() (void)
#define IC0_PARAMETERS_1(a) (IC0_TYPE_##a p0)
#define IC0_PARAMETERS_2(a, b) (IC0_TYPE_##a p0, IC0_TYPE_##b p1)
#define IC0_PARAMETERS_3(a, b, c) (IC0_TYPE_##a p0, IC0_TYPE_##b p1, IC0_TYPE_##c p2)
#define IC0_PARAMETERS_4(a, b, c, d) (IC0_TYPE_##a p0, IC0_TYPE_##b p1, IC0_TYPE_##c p2, IC0_TYPE_##d p3)
#define IC0_PARAMETERS_5(a, b, c, d, e)                                                                                \
    (IC0_TYPE_##a p0, IC0_TYPE_##b p1, IC0_TYPE_##c p2, IC0_TYPE_##d p3, IC0_TYPE_##e p4)
#define IC0_PARAMETERS_8(a, b, c, d, e, f, g, h)                                                                       \
    (IC0_TYPE_##a p0, IC0_TYPE_##b p1, IC0_TYPE_##c p2, IC0_TYPE_##d p3, IC0_TYPE_##e p4, IC0_TYPE_##f p5,             \
     IC0_TYPE_##g p6, IC0_TYPE_##h p7)

// How many arguments a macro was given, 0 to 8.
#define IC0_COUNT(...) IC0_NINTH(__VA_ARGS__ __VA_OPT__(, ) 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define IC0_NINTH(a, b, c, d, e, f, g, h, count, ...) count
#define IC0_JOIN(left, right) IC0_JOIN_EXPANDED(left, right)
#define IC0_JOIN_EXPANDED(left, right) left##right
