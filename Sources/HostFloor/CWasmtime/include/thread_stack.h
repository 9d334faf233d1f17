#ifndef THREAD_STACK_H
#define THREAD_STACK_H

#include <stdbool.h>
#include <stddef.h>

/// Whether the calling thread's stack has at least `count` bytes left. True where the system does not tell.
bool thread_stack_has_left(size_t count);

#endif
