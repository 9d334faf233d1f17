#pragma once

/// The one list of the system functions, in the order of the interface specification's own sections.
///
/// A row is `F(name, result, parameters...)`, where `F` is the macro that the list is given. So the imports of a module,
/// the functions of the native host, the numbers and the names all come from these rows.
///
/// The kinds tell the role of a value and with it its type in a module with a 32-bit memory:
/// - `NONE`: no result
/// - `I32`, `I64`: an unsigned number
/// - `SIZE`, `OFFSET`: bytes, as wide as an address (i32)
/// - `INDEX`: a position in a list (i32)
/// - `SOURCE`, `DESTINATION`: an address in the module's memory (i32)
/// - `CALLBACK`, `ENVIRONMENT`: a function, by its index in the module's table, and what it is called with (i32)
#define IC0_FUNCTIONS(F)                                                                                             \
    /* Arguments, caller, response. */                                                                               \
    F(msg_arg_data_size, SIZE)                                                                                       \
    F(msg_arg_data_copy, NONE, DESTINATION, OFFSET, SIZE)                                                            \
    F(msg_caller_size, SIZE)                                                                                         \
    F(msg_caller_copy, NONE, DESTINATION, OFFSET, SIZE)                                                              \
    F(msg_caller_info_data_size, SIZE)                                                                               \
    F(msg_caller_info_data_copy, NONE, DESTINATION, OFFSET, SIZE)                                                    \
    F(msg_caller_info_signer_size, SIZE)                                                                             \
    F(msg_caller_info_signer_copy, NONE, DESTINATION, OFFSET, SIZE)                                                  \
    F(msg_reject_code, I32)                                                                                          \
    F(msg_reject_msg_size, SIZE)                                                                                     \
    F(msg_reject_msg_copy, NONE, DESTINATION, OFFSET, SIZE)                                                          \
    F(msg_deadline, I64)                                                                                             \
    F(msg_reply_data_append, NONE, SOURCE, SIZE)                                                                     \
    F(msg_reply, NONE)                                                                                               \
    F(msg_reject, NONE, SOURCE, SIZE)                                                                                \
    F(msg_method_name_size, SIZE)                                                                                    \
    F(msg_method_name_copy, NONE, DESTINATION, OFFSET, SIZE)                                                         \
    F(accept_message, NONE)                                                                                          \
    /* The canister itself, its status, time, and what fits nowhere else. */                                         \
    F(canister_self_size, SIZE)                                                                                      \
    F(canister_self_copy, NONE, DESTINATION, OFFSET, SIZE)                                                           \
    F(subnet_self_size, SIZE)                                                                                        \
    F(subnet_self_copy, NONE, DESTINATION, OFFSET, SIZE)                                                             \
    F(canister_status, I32)                                                                                          \
    F(canister_version, I64)                                                                                         \
    F(time, I64)                                                                                                     \
    F(global_timer_set, I64, I64)                                                                                    \
    F(performance_counter, I64, I32)                                                                                 \
    F(is_controller, I32, SOURCE, SIZE)                                                                              \
    F(in_replicated_execution, I32)                                                                                  \
    F(root_key_size, SIZE)                                                                                           \
    F(root_key_copy, NONE, DESTINATION, OFFSET, SIZE)                                                                \
    F(env_var_count, SIZE)                                                                                           \
    F(env_var_name_size, SIZE, INDEX)                                                                                \
    F(env_var_name_copy, NONE, INDEX, DESTINATION, OFFSET, SIZE)                                                     \
    F(env_var_name_exists, I32, SOURCE, SIZE)                                                                        \
    F(env_var_value_size, SIZE, SOURCE, SIZE)                                                                        \
    F(env_var_value_copy, NONE, SOURCE, SIZE, DESTINATION, OFFSET, SIZE)                                             \
    F(debug_print, NONE, SOURCE, SIZE)                                                                               \
    F(trap, NONE, SOURCE, SIZE)                                                                                      \
    /* Cycles. An amount of 128 bits goes in as its high and its low half, and comes out as 16 bytes, little endian. */ \
    F(msg_cycles_available128, NONE, DESTINATION)                                                                    \
    F(msg_cycles_refunded128, NONE, DESTINATION)                                                                     \
    F(msg_cycles_accept128, NONE, I64, I64, DESTINATION)                                                             \
    F(cycles_burn128, NONE, I64, I64, DESTINATION)                                                                   \
    F(canister_cycle_balance128, NONE, DESTINATION)                                                                  \
    F(canister_liquid_cycle_balance128, NONE, DESTINATION)                                                           \
    F(msg_cycles_available, I64)                                                                                     \
    F(msg_cycles_refunded, I64)                                                                                      \
    F(msg_cycles_accept, I64, I64)                                                                                   \
    F(canister_cycle_balance, I64)                                                                                   \
    F(cost_call, NONE, I64, I64, DESTINATION)                                                                        \
    F(cost_create_canister, NONE, DESTINATION)                                                                       \
    F(cost_http_request, NONE, I64, I64, DESTINATION)                                                                \
    F(cost_sign_with_ecdsa, I32, SOURCE, SIZE, I32, DESTINATION)                                                     \
    F(cost_sign_with_schnorr, I32, SOURCE, SIZE, I32, DESTINATION)                                                   \
    F(cost_vetkd_derive_key, I32, SOURCE, SIZE, I32, DESTINATION)                                                    \
    /* Calls of other canisters. */                                                                                  \
    F(call_new, NONE, SOURCE, SIZE, SOURCE, SIZE, CALLBACK, ENVIRONMENT, CALLBACK, ENVIRONMENT)                      \
    F(call_on_cleanup, NONE, CALLBACK, ENVIRONMENT)                                                                  \
    F(call_data_append, NONE, SOURCE, SIZE)                                                                          \
    F(call_with_best_effort_response, NONE, I32)                                                                     \
    F(call_cycles_add128, NONE, I64, I64)                                                                            \
    F(call_cycles_add, NONE, I64)                                                                                    \
    F(call_perform, I32)                                                                                             \
    /* Stable memory. Its 64-bit functions take 64-bit addresses also where the module's memory is a 32-bit one. */  \
    F(stable64_size, I64)                                                                                            \
    F(stable64_grow, I64, I64)                                                                                       \
    F(stable64_write, NONE, I64, I64, I64)                                                                           \
    F(stable64_read, NONE, I64, I64, I64)                                                                            \
    F(stable_size, I32)                                                                                              \
    F(stable_grow, I32, I32)                                                                                         \
    F(stable_write, NONE, I32, SOURCE, SIZE)                                                                         \
    F(stable_read, NONE, DESTINATION, I32, SIZE)                                                                     \
    /* Certified data. */                                                                                            \
    F(certified_data_set, NONE, SOURCE, SIZE)                                                                        \
    F(data_certificate_present, I32)                                                                                 \
    F(data_certificate_size, SIZE)                                                                                   \
    F(data_certificate_copy, NONE, DESTINATION, OFFSET, SIZE)
