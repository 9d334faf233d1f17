/// What the specification's table of imports says about one function, apart from its type: that is a matter of modules,
/// and stands where modules are checked (`WasmModule`).
struct SystemFunctionRule: Sendable {
    var name: String
    var contexts: ExecutionContextSet

    init(_ name: String, _ contexts: ExecutionContextSet) {
        self.name = name
        self.contexts = contexts
    }

    /// The table, in the order of ``SystemFunction``'s cases.
    static let all: [SystemFunctionRule] = [
        // Arguments, caller, response.
        .init("msg_arg_data_size", .argument),
        .init("msg_arg_data_copy", .argument),
        .init("msg_caller_size", .afterStart),
        .init("msg_caller_copy", .afterStart),
        .init("msg_caller_info_data_size", .callerInfo),
        .init("msg_caller_info_data_copy", .callerInfo),
        .init("msg_caller_info_signer_size", .callerInfo),
        .init("msg_caller_info_signer_copy", .callerInfo),
        .init("msg_reject_code", .callbacks.union(.cleanup)),
        .init("msg_reject_msg_size", [.rejectCallback, .compositeRejectCallback]),
        .init("msg_reject_msg_copy", [.rejectCallback, .compositeRejectCallback]),
        .init("msg_deadline", .deadline),
        .init("msg_reply_data_append", .response),
        .init("msg_reply", .response),
        .init("msg_reject", .response),
        .init("msg_method_name_size", .inspectMessage),
        .init("msg_method_name_copy", .inspectMessage),
        .init("accept_message", .inspectMessage),
        // The canister itself, its status, time, and what fits nowhere else.
        .init("canister_self_size", .afterStart),
        .init("canister_self_copy", .afterStart),
        .init("subnet_self_size", .afterStart),
        .init("subnet_self_copy", .afterStart),
        .init("canister_status", .afterStart),
        .init("canister_version", .afterStart),
        .init("time", .afterStart),
        .init("global_timer_set", .globalTimer),
        .init("performance_counter", .everywhere),
        .init("is_controller", .everywhere),
        .init("in_replicated_execution", .everywhere),
        .init("root_key_size", .replicatedAfterStart),
        .init("root_key_copy", .replicatedAfterStart),
        .init("env_var_count", .afterStart),
        .init("env_var_name_size", .afterStart),
        .init("env_var_name_copy", .afterStart),
        .init("env_var_name_exists", .afterStart),
        .init("env_var_value_size", .afterStart),
        .init("env_var_value_copy", .afterStart),
        .init("debug_print", .everywhere),
        .init("trap", .everywhere),
        // Cycles. An amount of 128 bits goes in as its high and its low half, and comes out as 16 bytes, little endian.
        .init("msg_cycles_available128", .cyclesOfCall),
        .init("msg_cycles_refunded128", .replicatedCallbacks),
        .init("msg_cycles_accept128", .cyclesOfCall),
        .init("cycles_burn128", .replicatedAfterStart),
        .init("canister_cycle_balance128", .afterStart),
        .init("canister_liquid_cycle_balance128", .afterStart),
        .init("msg_cycles_available", .cyclesOfCall),
        .init("msg_cycles_refunded", .replicatedCallbacks),
        .init("msg_cycles_accept", .cyclesOfCall),
        .init("canister_cycle_balance", .afterStart),
        .init("cost_call", .everywhere),
        .init("cost_create_canister", .everywhere),
        .init("cost_http_request", .everywhere),
        .init("cost_sign_with_ecdsa", .everywhere),
        .init("cost_sign_with_schnorr", .everywhere),
        .init("cost_vetkd_derive_key", .everywhere),
        // Calls of other canisters.
        .init("call_new", .calls),
        .init("call_on_cleanup", .calls),
        .init("call_data_append", .calls),
        .init("call_with_best_effort_response", .calls),
        .init("call_cycles_add128", .paidCalls),
        .init("call_cycles_add", .paidCalls),
        .init("call_perform", .calls),
        // Stable memory. Its 64-bit functions take 64-bit addresses also where the module's memory is a 32-bit one.
        .init("stable64_size", .everywhere),
        .init("stable64_grow", .everywhere),
        .init("stable64_write", .everywhere),
        .init("stable64_read", .everywhere),
        .init("stable_size", .everywhere),
        .init("stable_grow", .everywhere),
        .init("stable_write", .everywhere),
        .init("stable_read", .everywhere),
        // Certified data.
        .init("certified_data_set", .certifiedData),
        .init("data_certificate_present", .afterStart),
        .init("data_certificate_size", [.nonReplicatedQuery, .compositeQuery]),
        .init("data_certificate_copy", [.nonReplicatedQuery, .compositeQuery]),
    ]
}
