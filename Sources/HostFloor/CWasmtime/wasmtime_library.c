#include "wasmtime_library.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Every field of the table is a function pointer, so the table is filled as an array of addresses.
static const char *const function_names[] = {
#define NAME(result, name, parameters) #name,
    CWASMTIME_FUNCTIONS(NAME)
#undef NAME
};

enum { function_count = sizeof(function_names) / sizeof(function_names[0]) };

_Static_assert(sizeof(wasmtime_functions_t) == function_count * sizeof(void *), "one pointer a function");

const wasmtime_functions_t *wasmtime_library_open(const char *path, char *reason, size_t capacity) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *cause = dlerror();
        snprintf(reason, capacity, "%s", cause != NULL ? cause : "dlopen failed");
        return NULL;
    }
    void **addresses = calloc(function_count, sizeof(void *));
    if (addresses == NULL) {
        snprintf(reason, capacity, "out of memory");
        dlclose(library);
        return NULL;
    }
    for (size_t index = 0; index < function_count; index += 1) {
        addresses[index] = dlsym(library, function_names[index]);
        if (addresses[index] == NULL) {
            snprintf(reason, capacity, "it has no function %s", function_names[index]);
            free(addresses);
            dlclose(library);
            return NULL;
        }
    }
    wasmtime_functions_t *functions = calloc(1, sizeof(wasmtime_functions_t));
    if (functions != NULL) {
        memcpy(functions, addresses, sizeof(wasmtime_functions_t));
    } else {
        snprintf(reason, capacity, "out of memory");
        dlclose(library);
    }
    free(addresses);
    return functions;
}
