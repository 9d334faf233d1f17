#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "thread_stack.h"

#include <pthread.h>
#include <stdint.h>

/// The lowest address of the thread's stack; 0 before it was asked for. A stack stays where it is.
static _Thread_local uintptr_t lowest_address = 0;

bool thread_stack_has_left(size_t count) {
    if (lowest_address == 0) {
        pthread_attr_t attributes;
        if (pthread_getattr_np(pthread_self(), &attributes) != 0) { return true; }
        void *address = NULL;
        size_t size = 0;
        if (pthread_attr_getstack(&attributes, &address, &size) == 0) { lowest_address = (uintptr_t)address; }
        pthread_attr_destroy(&attributes);
    }
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    return lowest_address == 0 || here - lowest_address >= count;
}
