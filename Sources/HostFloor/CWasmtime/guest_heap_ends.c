#include "guest_heap_internal.h"

#include <string.h>
#include <sys/mman.h>

// The two ways in which a run ends.

enum {
    granule = GUEST_HEAP_GRANULE,
    /// So many bytes of the log stay with the process when it is forgotten; the rest goes back to the system.
    log_kept = 4 * 1024 * 1024,
};

/// What the log holds of an entry, and the entry's place in the heap.
typedef struct {
    undo_entry *entry;
    uint8_t *logged;
    uint8_t *present;
    size_t count;
} logged_part;

static logged_part part_at(struct guest_heap *heap, size_t number, size_t log_position) {
    undo_entry *entry = &heap->entries[number];
    return (logged_part){
        .entry = entry,
        .logged = heap->log + log_position,
        .present = heap->base + (size_t)entry->first * granule,
        .count = (size_t)entry->count * granule,
    };
}

/// Whether the run wrote to a part, and how long no run did.
static bool is_written(struct guest_heap *heap, size_t number, logged_part part) {
    if (number >= heap->carried_entries) { return true; }
    heap->work.bytes_compared += part.count;
    bool is_written = memcmp(part.logged, part.present, part.count) != 0;
    part.entry->idle_ends = is_written ? 0 : part.entry->idle_ends + 1;
    return is_written;
}

static void forget_log(struct guest_heap *heap) {
    for (size_t number = 0; number < heap->entry_count; number += 1) {
        undo_entry entry = heap->entries[number];
        heap_clear_bits(heap->saved, entry.first, (size_t)entry.first + entry.count);
    }
    if (heap->log_used > log_kept) { madvise(heap->log + log_kept, heap->log_used - log_kept, MADV_DONTNEED); }
    heap->entry_count = 0;
    heap->log_used = 0;
}

/// Leaves a log that matches the heap to the next run, or protects the heap and forgets it.
static bool carry_or_forget(struct guest_heap *heap) {
    bool is_carried = heap->log_used <= GUEST_HEAP_HOT_BYTES;
    for (size_t number = 0; number < heap->entry_count; number += 1) {
        if (heap->entries[number].idle_ends >= GUEST_HEAP_IDLE_ENDS) { is_carried = false; }
    }
    if (!is_carried) {
        // One call for all of the heap: the system passes over the parts that are protected already.
        if (!guest_heap_protect(heap, 0, heap->committed, PROT_READ)) { return false; }
        forget_log(heap);
    }
    heap->carried_entries = heap->entry_count;
    return true;
}

bool guest_heap_commit(struct guest_heap *heap) {
    size_t position = 0;
    for (size_t number = 0; number < heap->entry_count; number += 1) {
        logged_part part = part_at(heap, number, position);
        position += part.count;
        if (!is_written(heap, number, part)) { continue; }
        heap_set_bits(heap->changed, part.entry->first, (size_t)part.entry->first + part.entry->count);
        if (heap->log_used <= GUEST_HEAP_HOT_BYTES) {
            memcpy(part.logged, part.present, part.count);
            heap->work.bytes_saved += part.count;
        }
    }
    if (heap->size > heap->committed) {
        size_t grown = heap->size - heap->committed;
        if (!guest_heap_protect(heap, heap->committed, grown, PROT_READ)) { return false; }
        heap_set_bits(heap->changed, heap->committed / granule, heap->size / granule);
        heap->committed = heap->size;
    }
    return heap->entry_count == 0 || carry_or_forget(heap);
}

bool guest_heap_roll_back(struct guest_heap *heap, bool *size_changed) {
    size_t position = 0;
    for (size_t number = 0; number < heap->entry_count; number += 1) {
        logged_part part = part_at(heap, number, position);
        position += part.count;
        if (!is_written(heap, number, part)) { continue; }
        memcpy(part.present, part.logged, part.count);
        heap->work.bytes_restored += part.count;
    }
    *size_changed = heap->size != heap->committed;
    if (*size_changed) {
        size_t grown = heap->size - heap->committed;
        // What a later growth finds there must be zero again.
        if (madvise(heap->base + heap->committed, grown, MADV_DONTNEED) != 0
            || !guest_heap_protect(heap, heap->committed, grown, PROT_NONE)) {
            return false;
        }
        heap->size = heap->committed;
    }
    return heap->entry_count == 0 || carry_or_forget(heap);
}
