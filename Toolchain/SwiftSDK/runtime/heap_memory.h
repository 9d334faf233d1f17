// Where the allocator's memory comes from: WebAssembly's own, or for tests on a developer's machine one large buffer.

#ifndef HEAP_MEMORY_H
#define HEAP_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/// The unit in which WebAssembly's memory grows.
#define PAGE_SIZE ((size_t)65536)

#ifdef __wasm__

/// The linker's name for the address behind all static data.
extern unsigned char __heap_base;

static inline uintptr_t memory_start(void) { return (uintptr_t)&__heap_base; }
static inline uintptr_t memory_end(void) { return __builtin_wasm_memory_size(0) * PAGE_SIZE; }

/// Adds pages behind the memory's end. Gives the address of the first one, or 0 if there are no more.
static inline uintptr_t memory_grow(size_t pages) {
    size_t before = __builtin_wasm_memory_grow(0, pages);
    return before == (size_t)-1 ? 0 : before * PAGE_SIZE;
}

#else

#include <stdlib.h>

#define TEST_MEMORY_SIZE ((size_t)256 << 20)

static unsigned char *test_memory;
static size_t test_memory_used;

static inline uintptr_t memory_start(void) {
    if (!test_memory) {
        test_memory = aligned_alloc(PAGE_SIZE, TEST_MEMORY_SIZE);
        test_memory_used = PAGE_SIZE;
    }
    // Static data ends somewhere in a page.
    return (uintptr_t)test_memory + 1234;
}

static inline uintptr_t memory_end(void) { return (uintptr_t)test_memory + test_memory_used; }

static inline uintptr_t memory_grow(size_t pages) {
    if (pages > (TEST_MEMORY_SIZE - test_memory_used) / PAGE_SIZE) return 0;
    uintptr_t start = memory_end();
    test_memory_used += pages * PAGE_SIZE;
    return start;
}

#endif
#endif
