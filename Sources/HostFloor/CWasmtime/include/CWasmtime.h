/// The part of wasmtime's C API that the engine uses, opened at run time, and what Swift cannot express of it.
#ifndef CWASMTIME_H
#define CWASMTIME_H

#include "wasmtime_types.h"
#include "wasmtime_functions.h"
#include "wasmtime_library.h"
#include "guest_heap.h"
#include "host_functions.h"
#include "thread_stack.h"

#endif
