// Spans: the regions of 16 KiB that the heap is made of, one or several in a row.

#ifndef SPANS_H
#define SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REGION_SIZE ((size_t)16384)

/// What stands at the start of each span. All blocks of a span lie in its first region or begin there, so that a
/// block's address without its low bits leads to this.
struct span {
    /// For a span of small blocks: those that were freed, as a list through their first bytes.
    void *free_blocks;

    /// How many blocks may still be freed before there is something to do beyond putting them into the list.
    uint32_t frees_left;

    /// The offset of the first small block that was never used, or of the only block of a large span.
    uint16_t fresh;

    /// The size class of small blocks, or one of the kinds below.
    uint8_t kind;

    /// Whether no span follows that is the heap's.
    bool is_last;

    /// Neighbours in a list: of spans with free blocks of a class, or of free spans.
    struct span *next;
    struct span *previous;

    /// The number of regions, and that of the span that lies before this one; 0 if there is none.
    uint32_t count;
    uint32_t count_before;
};

/// Where blocks begin: behind the header, at a multiple of 16.
#define BLOCKS_OFFSET ((sizeof(struct span) + 15) & ~(size_t)15)

enum { KIND_FREE = 254, KIND_LARGE = 255 };

static inline struct span *span_of(const void *block) {
    return (struct span *)((uintptr_t)block & ~(uintptr_t)(REGION_SIZE - 1));
}

/// Gives a span of `count` regions. Traps if there is no memory left.
struct span *span_allocate(size_t count);

/// Gives a span back, and joins it with free ones beside it.
void span_free(struct span *span);

#endif
