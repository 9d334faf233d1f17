// Free spans are kept in lists by their size, with a bit for each list that has any ("two-level segregated fit"): to
// find, to split and to join takes a constant number of steps, however many spans there are.

#include "spans.h"

#include "canister_allocator.h"
#include "heap_memory.h"

/// Sizes from 2^n to 2^(n+1) regions fall into four lists.
#define LEVELS 19
#define STEPS 4

static struct span *lists[LEVELS][STEPS];
static uint32_t levels_with_spans;
static uint8_t steps_with_spans[LEVELS];

/// The span at the heap's end.
static struct span *last_span;

struct place {
    unsigned level, step;
};

static struct place place_of(size_t count) {
    unsigned level = 31 - (unsigned)__builtin_clz((uint32_t)count);
    unsigned step = (unsigned)(level >= 2 ? count >> (level - 2) : count << (2 - level)) & (STEPS - 1);
    return (struct place){level, step};
}

static void insert(struct span *span) {
    struct place place = place_of(span->count);
    struct span **list = &lists[place.level][place.step];
    span->kind = KIND_FREE;
    span->previous = NULL;
    span->next = *list;
    if (*list) (*list)->previous = span;
    *list = span;
    levels_with_spans |= 1u << place.level;
    steps_with_spans[place.level] |= (uint8_t)(1u << place.step);
}

static void take_out(struct span *span) {
    if (span->next) span->next->previous = span->previous;
    if (span->previous) {
        span->previous->next = span->next;
        return;
    }
    struct place place = place_of(span->count);
    lists[place.level][place.step] = span->next;
    if (span->next) return;
    steps_with_spans[place.level] &= (uint8_t)~(1u << place.step);
    if (!steps_with_spans[place.level]) levels_with_spans &= ~(1u << place.level);
}

/// A free span of at least `count` regions, or NULL. Lists in which some span may be too small are not looked at.
static struct span *find(size_t count) {
    size_t rounded = count;
    unsigned level = 31 - (unsigned)__builtin_clz((uint32_t)count);
    if (level > 2) rounded += ((size_t)1 << (level - 2)) - 1;
    struct place place = place_of(rounded);
    if (place.level >= LEVELS) return NULL;
    uint32_t steps = steps_with_spans[place.level] & (0xffu << place.step);
    if (!steps) {
        uint32_t levels = levels_with_spans & ~((2u << place.level) - 1);
        if (!levels) return NULL;
        place.level = (unsigned)__builtin_ctz(levels);
        steps = steps_with_spans[place.level];
    }
    return lists[place.level][__builtin_ctz(steps)];
}

static struct span *span_after(const struct span *span) {
    return (struct span *)((uintptr_t)span + span->count * REGION_SIZE);
}

/// Makes a span of the memory between two addresses, which follows on the last one if they touch.
static void add_memory(uintptr_t start, uintptr_t end) {
    start = (start + REGION_SIZE - 1) & ~(uintptr_t)(REGION_SIZE - 1);
    if (end < start + REGION_SIZE) return;
    struct span *span = (struct span *)start;
    span->count = (uint32_t)((end - start) / REGION_SIZE);
    span->count_before = 0;
    if (last_span && span_after(last_span) == span) {
        last_span->is_last = false;
        span->count_before = last_span->count;
    }
    span->is_last = true;
    last_span = span;
    span_free(span);
}

/// Lets the heap grow until a span of `count` regions is free at its end.
static struct span *grow(size_t count) {
    if (!last_span) {
        uintptr_t start = memory_start();
        add_memory(start, memory_end());
        struct span *found = find(count);
        if (found) return found;
    }
    size_t missing = count;
    if (last_span && last_span->kind == KIND_FREE) {
        if (last_span->count >= count) return last_span;
        missing -= last_span->count;
    }
    size_t pages = (missing * REGION_SIZE + PAGE_SIZE - 1) / PAGE_SIZE;
    uintptr_t start = memory_grow(pages);
    if (!start) __builtin_trap();
    add_memory(start, start + pages * PAGE_SIZE);
    // If others grew the memory meanwhile, what was free at the old end did not join, and there is still too little.
    return last_span->kind == KIND_FREE && last_span->count >= count ? last_span : grow(count);
}

void span_free(struct span *span) {
    if (!span->is_last) {
        struct span *after = span_after(span);
        if (after->kind == KIND_FREE) {
            take_out(after);
            span->count += after->count;
            span->is_last = after->is_last;
        }
    }
    if (span->count_before) {
        struct span *before = (struct span *)((uintptr_t)span - span->count_before * REGION_SIZE);
        if (before->kind == KIND_FREE) {
            take_out(before);
            before->count += span->count;
            before->is_last = span->is_last;
            span = before;
        }
    }
    if (span->is_last) last_span = span;
    else span_after(span)->count_before = span->count;
    insert(span);
}

/// Gives back the regions of a span behind the first `count`.
static void span_trim(struct span *span, size_t count) {
    if (span->count == count) return;
    struct span *rest = (struct span *)((uintptr_t)span + count * REGION_SIZE);
    rest->count = span->count - (uint32_t)count;
    rest->count_before = (uint32_t)count;
    rest->is_last = span->is_last;
    span->count = (uint32_t)count;
    span->is_last = false;
    if (rest->is_last) last_span = rest;
    else span_after(rest)->count_before = rest->count;
    span_free(rest);
}

struct span *span_allocate(size_t count) {
    // No memory has as many regions as the lists' greatest size.
    if (count >= (size_t)1 << (LEVELS - 1)) __builtin_trap();
    struct span *span = find(count);
    if (!span) span = grow(count);
    take_out(span);
    span->kind = KIND_LARGE;
    span_trim(span, count);
    return span;
}

size_t canister_free_span_bytes(void) {
    size_t bytes = 0;
    for (unsigned level = 0; level < LEVELS; level++) {
        for (unsigned step = 0; step < STEPS; step++) {
            for (struct span *span = lists[level][step]; span; span = span->next) bytes += span->count * REGION_SIZE;
        }
    }
    return bytes;
}
