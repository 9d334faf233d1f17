#include "guest_heap_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    granule = GUEST_HEAP_GRANULE,
    /// The log becomes accessible in steps of this many bytes.
    log_step = 1024 * 1024,
};

static void *reserve(size_t count, int protection) {
    void *address = mmap(NULL, count, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (address == MAP_FAILED) { return NULL; }
    // A core dump would have to walk all of the address space.
    madvise(address, count, MADV_DONTDUMP);
    return address;
}

bool guest_heap_protect(struct guest_heap *heap, size_t from, size_t count, int protection) {
    heap->work.protections += 1;
    return mprotect(heap->base + from, count, protection) == 0;
}

struct guest_heap *guest_heap_reserve(
    const wasmtime_functions_t *functions, size_t size, size_t limit, size_t reservation) {
    if (size > limit || limit > reservation || granule % sysconf(_SC_PAGESIZE) != 0) { return NULL; }
    struct guest_heap *heap = calloc(1, sizeof(struct guest_heap));
    if (heap == NULL) { return NULL; }
    size_t granules = limit / granule;
    size_t entry_bytes = granules * sizeof(undo_entry);
    heap->functions = functions;
    heap->reservation = reservation;
    heap->limit = limit;
    heap->size = size;
    size_t bitmap_words = (granules + 63) / 64;
    heap->bookkeeping = entry_bytes + 2 * bitmap_words * sizeof(uint64_t);
    heap->base = reserve(reservation, PROT_NONE);
    heap->log = reserve(limit, PROT_NONE);
    heap->entries = reserve(heap->bookkeeping, PROT_READ | PROT_WRITE);
    // From here on the log grows without another mapping, which may not be had when it is needed.
    heap->log_accessible = log_step;
    if (heap->base == NULL || heap->log == NULL || heap->entries == NULL
        || mprotect(heap->log, heap->log_accessible, PROT_READ | PROT_WRITE) != 0
        || (size > 0 && !guest_heap_protect(heap, 0, size, PROT_READ | PROT_WRITE))) {
        guest_heap_free(heap);
        return NULL;
    }
    heap->saved = (uint64_t *)((uint8_t *)heap->entries + entry_bytes);
    heap->changed = heap->saved + bitmap_words;
    return heap;
}

void guest_heap_free(struct guest_heap *heap) {
    if (heap->base != NULL) { munmap(heap->base, heap->reservation); }
    if (heap->log != NULL) { munmap(heap->log, heap->limit); }
    if (heap->entries != NULL) { munmap(heap->entries, heap->bookkeeping); }
    free(heap);
}

// MARK: - Saving

static bool is_saved(const struct guest_heap *heap, size_t index) { return heap_bit(heap->saved, index); }

/// Appends granules that are not in the log.
static bool append_to_log(struct guest_heap *heap, size_t first, size_t end) {
    size_t count = (end - first) * granule;
    size_t needed = heap->log_used + count;
    if (needed > heap->log_accessible) {
        size_t accessible = (needed + log_step - 1) / log_step * log_step;
        if (accessible > heap->limit) { accessible = heap->limit; }
        if (mprotect(heap->log, accessible, PROT_READ | PROT_WRITE) != 0) { return false; }
        heap->log_accessible = accessible;
    }
    memcpy(heap->log + heap->log_used, heap->base + first * granule, count);
    heap->log_used = needed;
    heap->entries[heap->entry_count] = (undo_entry){.first = (uint32_t)first, .count = (uint32_t)(end - first)};
    heap->entry_count += 1;
    heap->work.bytes_saved += count;
    heap_set_bits(heap->saved, first, end);
    return true;
}

/// Appends what of the range is not in the log yet; what is there holds the guest's new bytes by now.
static bool append_unsaved(struct guest_heap *heap, size_t first, size_t end) {
    for (size_t index = first; index < end;) {
        if (is_saved(heap, index)) {
            index += 1;
            continue;
        }
        size_t run_end = index + 1;
        while (run_end < end && !is_saved(heap, run_end)) { run_end += 1; }
        if (!append_to_log(heap, index, run_end)) { return false; }
        index = run_end;
    }
    return true;
}

bool guest_heap_save(struct guest_heap *heap, size_t first, size_t end) {
    if (!append_unsaved(heap, first, end)) { return false; }
    if (guest_heap_protect(heap, first * granule, (end - first) * granule, PROT_READ | PROT_WRITE)) { return true; }
    // The process has as many mappings as the system allows. One that is writable throughout needs no splits.
    heap->work.whole_saves += 1;
    return append_unsaved(heap, 0, heap->committed / granule)
        && guest_heap_protect(heap, 0, heap->committed, PROT_READ | PROT_WRITE);
}

bool guest_heap_handle_fault(struct guest_heap *heap, const void *address) {
    uintptr_t offset = (uintptr_t)address - (uintptr_t)heap->base;
    if ((uintptr_t)address < (uintptr_t)heap->base || offset >= heap->committed) { return false; }
    size_t index = offset / granule;
    if (is_saved(heap, index)) { return false; }
    heap->work.faults += 1;
    size_t doublings = heap->entry_count / GUEST_HEAP_SAVES_BEFORE_DOUBLING;
    size_t unit = (size_t)1 << (doublings < 7 ? doublings : 7);
    size_t first = index / unit * unit;
    size_t granules = heap->committed / granule;
    return guest_heap_save(heap, first, first + unit < granules ? first + unit : granules);
}

bool guest_heap_prepare_write(struct guest_heap *heap, uint64_t address, uint64_t count) {
    if (count == 0 || address >= heap->committed) { return true; }
    size_t end = address + count < heap->committed ? address + count : heap->committed;
    size_t first_granule = address / granule;
    size_t end_granule = (end + granule - 1) / granule;
    for (size_t index = first_granule; index < end_granule; index += 1) {
        if (!is_saved(heap, index)) { return guest_heap_save(heap, first_granule, end_granule); }
    }
    return true;
}

// MARK: - Looking

/// The first bit that is set from `from` to before `end`, or `end`.
static size_t next_bit(const uint64_t *bitmap, size_t from, size_t end) {
    for (size_t index = from; index < end; index += 1) {
        if (index % 64 == 0 && bitmap[index / 64] == 0) {
            index += 63;
        } else if (heap_bit(bitmap, index)) {
            return index;
        }
    }
    return end;
}

size_t guest_heap_next_touched(const struct guest_heap *heap, size_t from) {
    size_t committed = heap->committed / granule;
    size_t index = from < committed ? next_bit(heap->saved, from, committed) : from;
    return index < heap->size / granule ? index : GUEST_HEAP_NO_CHANGE;
}

size_t guest_heap_next_change(const struct guest_heap *heap, size_t from) {
    size_t granules = heap->committed / granule;
    size_t index = next_bit(heap->changed, from, granules);
    return index < granules ? index : GUEST_HEAP_NO_CHANGE;
}

void guest_heap_forget_changes(struct guest_heap *heap) { heap_clear_bits(heap->changed, 0, heap->committed / granule); }

uint8_t *guest_heap_base(const struct guest_heap *heap) { return heap->base; }

uint64_t guest_heap_size(const struct guest_heap *heap) { return heap->size; }

guest_heap_work_t guest_heap_work(const struct guest_heap *heap) { return heap->work; }
