/// The linear memory of one guest, with an undo log of what a run writes.
///
/// After a commit the heap is write protected. The first write to a granule of it faults; the handler saves what the
/// granule held to the log, makes it writable, and the write goes on. To commit is to forget the log, to roll back is
/// to copy it home. So a run pays for what it touches, whatever the size of the heap.
///
/// Most runs write the same few granules: the stack, the allocator's lists, the roots of the state. Where a run wrote no
/// more than these few, they stay writable and in the log, which is brought up to date instead of forgotten: the next
/// run faults on none of them. What several runs leave alone is protected again.
///
/// A heap belongs to one thread at a time.
#ifndef GUEST_HEAP_H
#define GUEST_HEAP_H

#include "wasmtime_library.h"

#pragma clang assume_nonnull begin

typedef struct guest_heap guest_heap_t;

/// The unit of the log in bytes.
enum { GUEST_HEAP_GRANULE = 16 * 1024 };

/// After so many saves of a run the unit doubles, and again after as many more. It bounds the number of mappings that a
/// run can split the heap into (the system allows a process 65,530 by default).
enum { GUEST_HEAP_SAVES_BEFORE_DOUBLING = 2048 };

/// Bytes of the log up to which it stays for the next run.
enum { GUEST_HEAP_HOT_BYTES = 16 * GUEST_HEAP_GRANULE };

/// So many ends of runs that found a granule unwritten let all be protected again.
enum { GUEST_HEAP_IDLE_ENDS = 16 };

/// What the log has cost since the heap was made.
typedef struct {
    /// Writes that the processor stopped.
    uint64_t faults;
    /// Bytes copied to the log.
    uint64_t bytes_saved;
    /// Bytes copied back from it.
    uint64_t bytes_restored;
    /// Bytes compared with the log, to see whether a run wrote to what was writable from before.
    uint64_t bytes_compared;
    /// Changes of the protection of memory.
    uint64_t protections;
    /// Times that the system refused to split the heap further, so all of it was saved.
    uint64_t whole_saves;
} guest_heap_work_t;

/// Puts the fault handler in front of the one that is there. Later calls do nothing.
///
/// - Returns: whether it is in place.
bool guest_heap_install_fault_handler(void);

/// A creator that makes every memory of an engine a guest heap. It lives as long as the engine.
///
/// - Parameters:
///   - limit32, limit64: the largest heap in bytes of a module with 32-bit and with 64-bit addresses.
wasmtime_memory_creator_t guest_heap_creator(
    const wasmtime_functions_t *functions, uint64_t limit32, uint64_t limit64);

/// From now on the heap that an instantiation on this thread makes is stored to `slot`, until called with null.
void guest_heap_collect(guest_heap_t *_Nullable *_Nullable slot);

/// Makes this thread's faults those of `heap`.
///
/// - Returns: the heap before, to be given back at the end.
guest_heap_t *_Nullable guest_heap_enter(guest_heap_t *_Nullable heap);

/// Where the heap begins. It never moves.
uint8_t *guest_heap_base(const guest_heap_t *heap);

/// Bytes that the guest may address now.
uint64_t guest_heap_size(const guest_heap_t *heap);

/// What the log has cost until now.
guest_heap_work_t guest_heap_work(const guest_heap_t *heap);

/// Saves what a write by the host will cover; the range lies within the heap.
///
/// - Returns: whether the range may be written now.
bool guest_heap_prepare_write(guest_heap_t *heap, uint64_t address, uint64_t count);

/// Keeps what was written and protects it anew.
///
/// - Returns: false if the system refused.
bool guest_heap_commit(guest_heap_t *heap);

/// Restores bytes and size as they were at the last commit.
///
/// - Parameter size_changed: whether the size is another now, which the engine must be told.
/// - Returns: false if the system refused.
bool guest_heap_roll_back(guest_heap_t *heap, bool *size_changed);

/// The first granule from `from` on that may differ from what was committed: one in the log, or a new one.
///
/// - Returns: its index, or `GUEST_HEAP_NO_CHANGE`.
size_t guest_heap_next_touched(const guest_heap_t *heap, size_t from);

/// The first granule from `from` on that commits changed since the changes were last forgotten; all are new at first.
///
/// - Returns: its index, or `GUEST_HEAP_NO_CHANGE`.
size_t guest_heap_next_change(const guest_heap_t *heap, size_t from);

/// Forgets which granules changed.
void guest_heap_forget_changes(guest_heap_t *heap);

#define GUEST_HEAP_NO_CHANGE SIZE_MAX

#pragma clang assume_nonnull end

#endif
