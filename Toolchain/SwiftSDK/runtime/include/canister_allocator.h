// The allocator of canisters. On WebAssembly it also stands under the names that C gives to these functions.

#ifndef CANISTER_ALLOCATOR_H
#define CANISTER_ALLOCATOR_H

#include <stddef.h>

/// Gives `size` bytes at an address that is a multiple of 16. Traps if there is no memory left.
void *canister_malloc(size_t size);

/// The same at a multiple of `alignment`, a power of two up to 8,192. Traps if it is greater.
void *canister_aligned_alloc(size_t alignment, size_t size);

/// Gives `count` times `size` bytes that are zero.
void *canister_calloc(size_t count, size_t size);

/// Makes a block larger or smaller. Its bytes stay, its address may not.
void *canister_realloc(void *block, size_t size);

/// Gives a block back. `NULL` is none.
void canister_free(void *block);

/// The number of bytes that a block really has, at least those that were asked for.
size_t canister_usable_size(const void *block);

/// The number of bytes in spans that are free as a whole, for tests and figures.
size_t canister_free_span_bytes(void);

#endif
