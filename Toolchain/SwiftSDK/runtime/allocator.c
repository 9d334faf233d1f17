// An allocator for canisters, where instructions are what is paid for.
//
// Small blocks come in 32 sizes; a span of one region holds blocks of one size, and its header tells which, so a block
// has no header of its own. To allocate takes the head of a list, to free puts it back: some twenty instructions each,
// against a hundred and more of a general allocator. A span whose blocks are all free goes back to the heap and may
// serve another size. Larger blocks are spans of their own. Everything takes a bounded number of steps.

#include "canister_allocator.h"

#include <stdint.h>

#include "spans.h"

/// The sizes of small blocks, chosen to fill a region, and for Swift's arrays: 32 bytes and a power of two.
static const uint16_t sizes[] = {
    16,  32,  48,  64,  80,  96,  112, 128,  144,  160,  176,  192,  208,  224,  240,  256,
    320, 384, 448, 512, 640, 768, 896, 1088, 1248, 1632, 2336, 2720, 3264, 4080, 5440,
#if UINTPTR_MAX > UINT32_MAX
    8160,  // The header is longer where pointers are.
#else
    8176,
#endif
};
#define CLASSES (sizeof sizes / sizeof sizes[0])
#define LARGEST_SMALL (sizes[CLASSES - 1])

/// The class of sizes up to 1,088 bytes, by sixteenths.
static const uint8_t classes[] = {
    0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 17, 17, 17,
    17, 18, 18, 18, 18, 19, 19, 19, 19, 20, 20, 20, 20, 20, 20, 20, 20, 21, 21, 21, 21, 21, 21, 21,
    21, 22, 22, 22, 22, 22, 22, 22, 22, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23,
};
#define LARGEST_IN_TABLE ((sizeof classes - 1) * 16)

/// What stands in a list that is empty, so that nobody need ask whether there is a span.
static struct span none = {.fresh = REGION_SIZE};

/// By class the spans that have free blocks; the first one may have given its last.
static struct span *available[CLASSES] = {
#define NONE4 &none, &none, &none, &none
    NONE4, NONE4, NONE4, NONE4, NONE4, NONE4, NONE4, NONE4,
};

static bool is_listed(const struct span *span) { return span->next != span; }

static bool is_full(const struct span *span) {
    return !span->free_blocks && span->fresh + sizes[span->kind] > REGION_SIZE;
}

/// Takes a span out of the list of its class.
static void unlist(struct span *span) {
    if (span->next) span->next->previous = span->previous;
    if (span->previous) span->previous->next = span->next;
    else available[span->kind] = span->next ? span->next : &none;
    span->next = span;
}

/// Takes a span out whose blocks are all in use, until one of them is freed.
static void unlist_full(struct span *span) {
    unlist(span);
    span->frees_left = 1;
}

static void list(struct span *span) {
    struct span *first = available[span->kind];
    // No more than one full span is ever in the list, so that a search never passes over several.
    if (first != &none && is_full(first)) {
        unlist_full(first);
        first = available[span->kind];
    }
    span->previous = NULL;
    span->next = first == &none ? NULL : first;
    if (span->next) span->next->previous = span;
    available[span->kind] = span;
}

/// A block where the first span has none that was freed: one that was never used, or one of another span.
static __attribute__((noinline)) void *allocate_slowly(unsigned class) {
    struct span *span = available[class];
    if (is_full(span)) {
        if (span != &none) unlist_full(span);
        span = available[class];
        if (span == &none) {
            span = span_allocate(1);
            span->kind = (uint8_t)class;
            span->free_blocks = NULL;
            span->frees_left = 0;
            span->fresh = BLOCKS_OFFSET;
            list(span);
        }
    }
    span->frees_left++;
    void *block = span->free_blocks;
    if (block) {
        span->free_blocks = *(void **)block;
    } else {
        block = (unsigned char *)span + span->fresh;
        span->fresh += sizes[class];
    }
    return block;
}

static void *allocate_large(size_t offset, size_t size) {
    if (size > SIZE_MAX / 2) __builtin_trap();
    struct span *span = span_allocate((offset + size + REGION_SIZE - 1) / REGION_SIZE);
    span->fresh = (uint16_t)offset;
    span->frees_left = 1;
    return (unsigned char *)span + offset;
}

static __attribute__((noinline)) void *allocate_beyond_table(size_t size) {
    if (size > LARGEST_SMALL) return allocate_large(BLOCKS_OFFSET, size);
    unsigned class = classes[sizeof classes - 1] + 1;
    while (sizes[class] < size) class++;
    return allocate_slowly(class);
}

static inline __attribute__((always_inline)) void *allocate(size_t size) {
    if (size > LARGEST_IN_TABLE) return allocate_beyond_table(size);
    unsigned class = classes[(size + 15) / 16];
    struct span *span = available[class];
    void *block = span->free_blocks;
    if (!block) return allocate_slowly(class);
    span->free_blocks = *(void **)block;
    span->frees_left++;
    return block;
}

void *canister_malloc(size_t size) { return allocate(size); }

/// What is to do when a span's count of frees has come to its end.
static __attribute__((noinline)) void freed_last(struct span *span) {
    if (span->kind == KIND_LARGE) {
        span_free(span);
    } else if (!is_listed(span)) {
        // The first free block of a span that was full: the others may still be freed.
        span->frees_left = (uint32_t)((REGION_SIZE - BLOCKS_OFFSET) / sizes[span->kind]) - 1;
        list(span);
    } else if (span->next || span->previous) {
        unlist(span);
        span_free(span);
    } else {
        // The only span of its class stays, empty or not: to give it back and to take it anew each time would cost
        // more.
        span->frees_left = 1;
    }
}

void canister_free(void *block) {
    if (!block) return;
    struct span *span = span_of(block);
    *(void **)block = span->free_blocks;
    span->free_blocks = block;
    if (--span->frees_left == 0) freed_last(span);
}

void *canister_aligned_alloc(size_t alignment, size_t size) {
    if (alignment <= 16) return canister_malloc(size);
    // A span begins at a multiple of its region's size, and its block must begin in the first region.
    if (alignment > REGION_SIZE / 2) __builtin_trap();
    return allocate_large((BLOCKS_OFFSET + alignment - 1) & ~(alignment - 1), size);
}

void *canister_calloc(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) __builtin_trap();
    return __builtin_memset(canister_malloc(bytes), 0, bytes);
}

size_t canister_usable_size(const void *block) {
    const struct span *span = span_of(block);
    return span->kind == KIND_LARGE ? span->count * REGION_SIZE - span->fresh : sizes[span->kind];
}

void *canister_realloc(void *block, size_t size) {
    if (!block) return canister_malloc(size);
    size_t usable = canister_usable_size(block);
    // A block stays where it is if it has room, and less than half of it would be wasted.
    if (size <= usable && size >= usable / 2) return block;
    void *moved = canister_malloc(size);
    __builtin_memcpy(moved, block, size < usable ? size : usable);
    canister_free(block);
    return moved;
}

#ifdef __wasm__

int posix_memalign(void **result, size_t alignment, size_t size);

void *malloc(size_t size) { return allocate(size); }
void *calloc(size_t count, size_t size) { return canister_calloc(count, size); }
void *realloc(void *block, size_t size) { return canister_realloc(block, size); }
void free(void *block) {
    canister_free(block);
}
void *aligned_alloc(size_t alignment, size_t size) { return canister_aligned_alloc(alignment, size); }
size_t malloc_usable_size(void *block) { return block ? canister_usable_size(block) : 0; }

int posix_memalign(void **result, size_t alignment, size_t size) {
    *result = alignment <= 16 ? allocate(size) : canister_aligned_alloc(alignment, size);
    return 0;
}

#endif
