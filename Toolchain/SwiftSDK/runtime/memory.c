// The memory routines that compilers call by name.
//
// A canister pays for each instruction. The C library's versions move a word or a byte at a time; these use
// WebAssembly's bulk instructions, which cost one instruction and one more for each byte, and compare eight bytes at a
// time. They stand before the C library at link time, and thereby in its place.

#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict target, const void *restrict source, size_t count) {
    return __builtin_memcpy(target, source, count);
}

void *memmove(void *target, const void *source, size_t count) {
    return __builtin_memmove(target, source, count);
}

void *memset(void *target, int byte, size_t count) {
    return __builtin_memset(target, byte, count);
}

/// WebAssembly loads from any address: this type tells the compiler so.
typedef uint64_t __attribute__((aligned(1), may_alias)) unaligned_word;

int memcmp(const void *left, const void *right, size_t count) {
    const unsigned char *a = left;
    const unsigned char *b = right;
    while (count >= sizeof(uint64_t)) {
        uint64_t x = *(const unaligned_word *)a;
        uint64_t y = *(const unaligned_word *)b;
        if (x != y) {
            // The first byte that differs is the lowest one of a little-endian word.
            unsigned shift = (unsigned)__builtin_ctzll(x ^ y) & ~7u;
            return (int)((x >> shift) & 0xff) - (int)((y >> shift) & 0xff);
        }
        a += sizeof(uint64_t);
        b += sizeof(uint64_t);
        count -= sizeof(uint64_t);
    }
    for (; count != 0; a++, b++, count--) {
        if (*a != *b) return (int)*a - (int)*b;
    }
    return 0;
}
