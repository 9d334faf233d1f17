// `arc4random_buf`, from which Swift takes the seeds of its hash tables and `SystemRandomNumberGenerator` its numbers.
//
// All replicas of a subnet run a canister and must come to the same state, so there is nothing random to be had here:
// the numbers come from a counter that starts at the same value in each instance. Whoever needs numbers that nobody can
// foresee asks the management canister for them (`raw_rand`); whoever keeps what strangers choose in a hash table must
// not rely on its seed.

#include <stddef.h>
#include <stdint.h>

void arc4random_buf(void *buffer, size_t count);

/// A counter that is mixed into 64 bits at each step (the generator known as SplitMix64).
static uint64_t counter;

static uint64_t next(void) {
    counter += 0x9e3779b97f4a7c15u;
    uint64_t mixed = counter;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

void arc4random_buf(void *buffer, size_t count) {
    unsigned char *bytes = buffer;
    while (count != 0) {
        uint64_t word = next();
        for (size_t i = 0; i < sizeof word && count != 0; i++, count--) {
            *bytes++ = (unsigned char)(word >> (8 * i));
        }
    }
}
