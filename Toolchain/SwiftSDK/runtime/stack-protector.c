// What code compiled with a stack protector refers to. Canisters are compiled without one (return addresses do not lie
// in WebAssembly's memory); this is for libraries that were compiled before.

#include <stdint.h>

uintptr_t __stack_chk_guard = 0x5bd1e995;

_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void) {
    __builtin_trap();
}
