#ifndef GUEST_HEAP_INTERNAL_H
#define GUEST_HEAP_INTERNAL_H

#include "guest_heap.h"

/// Neighbouring granules that were saved together.
typedef struct {
    uint32_t first;
    uint32_t count;
    /// Ends of runs in a row that found it unwritten.
    uint32_t idle_ends;
} undo_entry;

struct guest_heap {
    const wasmtime_functions_t *functions;

    /// The reserved address space: `limit` bytes that the heap can grow to, and a guard behind them.
    uint8_t *base;
    size_t reservation;
    size_t limit;

    /// Bytes that the guest may address.
    size_t size;
    /// Bytes below this were committed: their first write is logged. What lies above is new and simply dropped.
    size_t committed;

    /// The saved contents, one entry after the other, in address space for as many bytes as the heap can have.
    uint8_t *log;
    size_t log_used;
    /// Bytes of the log that are readable and writable.
    size_t log_accessible;

    undo_entry *entries;
    size_t entry_count;
    /// The first so many were there, writable, when the run began.
    size_t carried_entries;
    /// One bit a granule: is it in the log? Lies in the mapping of the entries.
    uint64_t *saved;
    /// One bit a granule: did a commit change it since the changes were last taken? Lies there too.
    uint64_t *changed;
    size_t bookkeeping;

    guest_heap_work_t work;
};

static inline bool heap_bit(const uint64_t *bitmap, size_t index) {
    return (bitmap[index / 64] >> (index % 64) & 1) != 0;
}

static inline void heap_set_bits(uint64_t *bitmap, size_t first, size_t end) {
    for (size_t index = first; index < end; index += 1) { bitmap[index / 64] |= UINT64_C(1) << (index % 64); }
}

static inline void heap_clear_bits(uint64_t *bitmap, size_t first, size_t end) {
    for (size_t index = first; index < end; index += 1) { bitmap[index / 64] &= ~(UINT64_C(1) << (index % 64)); }
}

/// Changes the protection of a part of the heap. Safe in a signal handler.
bool guest_heap_protect(struct guest_heap *heap, size_t from, size_t count, int protection);

/// Address space for a heap of `size` bytes; null if the system refuses.
struct guest_heap *guest_heap_reserve(
    const wasmtime_functions_t *functions, size_t size, size_t limit, size_t reservation);

void guest_heap_free(struct guest_heap *heap);

/// Makes the granules from `first` to before `end` writable, those saved that were not. Safe in a signal handler.
bool guest_heap_save(struct guest_heap *heap, size_t first, size_t end);

/// Answers a write fault at `address`. Safe in a signal handler.
///
/// - Returns: false if the address is not a protected part of this heap.
bool guest_heap_handle_fault(struct guest_heap *heap, const void *address);

#endif
