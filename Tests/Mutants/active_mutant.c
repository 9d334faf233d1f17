// Which mutant a woven canister is: the value of its environment variable "mutant", a number in decimal. Without it the
// canister is none.

#include "ic0.h"

#define UNKNOWN UINT32_MAX

static uint32_t read_number(void) {
    static const char name[] = "mutant";
    const size_t length = sizeof name - 1;
    if (!ic0_env_var_name_exists(name, length)) return 0;
    char digits[8];
    const size_t size = ic0_env_var_value_size(name, length);
    if (size > sizeof digits) return 0;
    ic0_env_var_value_copy(name, length, digits, 0, size);
    uint32_t number = 0;
    for (size_t place = 0; place < size; place++) number = number * 10 + (uint32_t)(digits[place] - '0');
    return number;
}

uint32_t active_mutant(void) {
    static uint32_t number = UNKNOWN;
    if (number == UNKNOWN) number = read_number();
    return number;
}
