#include "guest_heap_internal.h"

#include <stdlib.h>
#include <sys/mman.h>

typedef struct {
    const wasmtime_functions_t *functions;
    size_t limit32;
    size_t limit64;
} creator_environment;

/// Where the heap goes that this thread makes next: the library calls the creator from inside an instantiation, and
/// passes nothing on from there.
static _Thread_local guest_heap_t **collection_slot = NULL;

void guest_heap_collect(guest_heap_t **slot) { collection_slot = slot; }

static uint8_t *get_memory(void *env, size_t *byte_size, size_t *byte_capacity) {
    struct guest_heap *heap = env;
    *byte_size = heap->size;
    *byte_capacity = heap->limit;
    return heap->base;
}

static wasmtime_error_t *grow_memory(void *env, size_t new_size) {
    struct guest_heap *heap = env;
    if (new_size > heap->limit) { return heap->functions->wasmtime_error_new("the heap is at its limit"); }
    if (new_size > heap->size) {
        heap->work.protections += 1;
        if (mprotect(heap->base + heap->size, new_size - heap->size, PROT_READ | PROT_WRITE) != 0) {
            return heap->functions->wasmtime_error_new("the system has no memory left for the heap");
        }
        heap->size = new_size;
    }
    return NULL;
}

static void free_heap(void *env) { guest_heap_free(env); }

static wasmtime_error_t *new_memory(
    void *env, const wasm_memorytype_t *type, size_t minimum, size_t maximum, size_t reserved_size, size_t guard_size,
    wasmtime_linear_memory_t *memory) {
    (void)maximum; // The library holds the module to it.
    creator_environment *environment = env;
    const wasmtime_functions_t *functions = environment->functions;
    size_t limit = functions->wasmtime_memorytype_is64(type) ? environment->limit64 : environment->limit32;
    if (minimum > limit) { return functions->wasmtime_error_new("the module's heap begins beyond the limit"); }
    size_t reservation = (reserved_size > limit ? reserved_size : limit) + guard_size;
    struct guest_heap *heap = guest_heap_reserve(functions, minimum, limit, reservation);
    if (heap == NULL) { return functions->wasmtime_error_new("the system has no address space left for a heap"); }
    if (collection_slot != NULL) { *collection_slot = heap; }
    *memory = (wasmtime_linear_memory_t){
        .env = heap, .get_memory = get_memory, .grow_memory = grow_memory, .finalizer = free_heap};
    return NULL;
}

wasmtime_memory_creator_t guest_heap_creator(
    const wasmtime_functions_t *functions, uint64_t limit32, uint64_t limit64) {
    creator_environment *environment = malloc(sizeof(creator_environment));
    if (environment == NULL) { abort(); }
    *environment = (creator_environment){.functions = functions, .limit32 = limit32, .limit64 = limit64};
    return (wasmtime_memory_creator_t){.env = environment, .new_memory = new_memory, .finalizer = free};
}
