#include "host_functions.h"

#include <stdlib.h>
#include <string.h>

/// What the one callback needs to know of the function that was called.
typedef struct {
    const wasmtime_functions_t *functions;
    host_call_t call;
    uint32_t number;
    uint8_t parameter_count;
    uint8_t result;
    uint8_t parameters[HOST_FUNCTION_MAX_PARAMETERS];
} host_function;

static wasm_trap_t *call_host(
    void *env, wasmtime_caller_t *caller, wasmtime_val_raw_t *values, size_t count) {
    const host_function *function = env;
    const wasmtime_functions_t *functions = function->functions;
    static const char message[] = "the host ended the run";
    void *guest = functions->wasmtime_context_get_data(functions->wasmtime_caller_context(caller));
    if (guest == NULL || count < function->parameter_count) {
        return functions->wasmtime_trap_new(message, sizeof(message) - 1);
    }
    uint64_t arguments[HOST_FUNCTION_MAX_PARAMETERS];
    for (size_t index = 0; index < function->parameter_count; index += 1) {
        bool is_wide = function->parameters[index] == CWASMTIME_VALTYPE_I64;
        arguments[index] = is_wide ? (uint64_t)values[index].i64 : (uint64_t)(uint32_t)values[index].i32;
    }
    bool trapped = false;
    uint64_t result = function->call(guest, function->number, arguments, &trapped);
    if (trapped) { return functions->wasmtime_trap_new(message, sizeof(message) - 1); }
    if (function->result == CWASMTIME_VALTYPE_I32) { result = (uint32_t)result; }
    if (function->result != HOST_FUNCTION_NO_RESULT) { values[0].i64 = (int64_t)result; }
    return NULL;
}

wasmtime_error_t *host_function_define(
    const wasmtime_functions_t *functions, wasmtime_linker_t *linker, const char *module, const char *name,
    uint32_t number, const uint8_t *parameters, size_t parameter_count, uint8_t result, host_call_t call) {
    if (parameter_count > HOST_FUNCTION_MAX_PARAMETERS) {
        return functions->wasmtime_error_new("a host function has too many parameters");
    }
    host_function *function = calloc(1, sizeof(host_function));
    if (function == NULL) { return functions->wasmtime_error_new("out of memory"); }
    function->functions = functions;
    function->call = call;
    function->number = number;
    function->parameter_count = (uint8_t)parameter_count;
    function->result = result;

    wasm_valtype_t *parameter_types[HOST_FUNCTION_MAX_PARAMETERS];
    for (size_t index = 0; index < parameter_count; index += 1) {
        function->parameters[index] = parameters[index];
        parameter_types[index] = functions->wasm_valtype_new(parameters[index]);
    }
    size_t result_count = result == HOST_FUNCTION_NO_RESULT ? 0 : 1;
    wasm_valtype_t *result_types[1];
    if (result_count > 0) { result_types[0] = functions->wasm_valtype_new(result); }
    wasm_valtype_vec_t parameter_list, result_list;
    functions->wasm_valtype_vec_new(&parameter_list, parameter_count, parameter_types);
    functions->wasm_valtype_vec_new(&result_list, result_count, result_types);
    wasm_functype_t *type = functions->wasm_functype_new(&parameter_list, &result_list);
    wasmtime_error_t *error = functions->wasmtime_linker_define_func_unchecked(
        linker, module, strlen(module), name, strlen(name), type, call_host, function, free);
    functions->wasm_functype_delete(type);
    return error;
}
