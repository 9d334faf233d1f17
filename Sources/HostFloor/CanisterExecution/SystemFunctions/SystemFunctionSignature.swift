/// What the specification's table of imports says about one function.
struct SystemFunctionSignature: Sendable {
    var name: String
    var parameters: [ValueType]
    var result: ValueType?
    var contexts: ExecutionContextSet

    init(_ name: String, _ parameters: [ValueType], _ result: ValueType?, _ contexts: ExecutionContextSet) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.contexts = contexts
    }

    /// The table, in the order of ``SystemFunction``'s cases.
    static let all: [SystemFunctionSignature] = [
        // Arguments, caller, response.
        .init("msg_arg_data_size", [], .i32, .argument),
        .init("msg_arg_data_copy", [.i32, .i32, .i32], nil, .argument),
        .init("msg_caller_size", [], .i32, .afterStart),
        .init("msg_caller_copy", [.i32, .i32, .i32], nil, .afterStart),
        .init("msg_caller_info_data_size", [], .i32, .callerInfo),
        .init("msg_caller_info_data_copy", [.i32, .i32, .i32], nil, .callerInfo),
        .init("msg_caller_info_signer_size", [], .i32, .callerInfo),
        .init("msg_caller_info_signer_copy", [.i32, .i32, .i32], nil, .callerInfo),
        .init("msg_reject_code", [], .i32, .callbacks.union(.cleanup)),
        .init("msg_reject_msg_size", [], .i32, [.rejectCallback, .compositeRejectCallback]),
        .init("msg_reject_msg_copy", [.i32, .i32, .i32], nil, [.rejectCallback, .compositeRejectCallback]),
        .init("msg_deadline", [], .i64, .deadline),
        .init("msg_reply_data_append", [.i32, .i32], nil, .response),
        .init("msg_reply", [], nil, .response),
        .init("msg_reject", [.i32, .i32], nil, .response),
        .init("msg_method_name_size", [], .i32, .inspectMessage),
        .init("msg_method_name_copy", [.i32, .i32, .i32], nil, .inspectMessage),
        .init("accept_message", [], nil, .inspectMessage),
        // The canister itself, its status, time, and what fits nowhere else.
        .init("canister_self_size", [], .i32, .afterStart),
        .init("canister_self_copy", [.i32, .i32, .i32], nil, .afterStart),
        .init("subnet_self_size", [], .i32, .afterStart),
        .init("subnet_self_copy", [.i32, .i32, .i32], nil, .afterStart),
        .init("canister_status", [], .i32, .afterStart),
        .init("canister_version", [], .i64, .afterStart),
        .init("time", [], .i64, .afterStart),
        .init("global_timer_set", [.i64], .i64, .globalTimer),
        .init("performance_counter", [.i32], .i64, .everywhere),
        .init("is_controller", [.i32, .i32], .i32, .everywhere),
        .init("in_replicated_execution", [], .i32, .everywhere),
        .init("root_key_size", [], .i32, .replicatedAfterStart),
        .init("root_key_copy", [.i32, .i32, .i32], nil, .replicatedAfterStart),
        .init("env_var_count", [], .i32, .afterStart),
        .init("env_var_name_size", [.i32], .i32, .afterStart),
        .init("env_var_name_copy", [.i32, .i32, .i32, .i32], nil, .afterStart),
        .init("env_var_name_exists", [.i32, .i32], .i32, .afterStart),
        .init("env_var_value_size", [.i32, .i32], .i32, .afterStart),
        .init("env_var_value_copy", [.i32, .i32, .i32, .i32, .i32], nil, .afterStart),
        .init("debug_print", [.i32, .i32], nil, .everywhere),
        .init("trap", [.i32, .i32], nil, .everywhere),
        // Cycles. An amount of 128 bits goes in as its high and its low half, and comes out as 16 bytes, little endian.
        .init("msg_cycles_available128", [.i32], nil, .cyclesOfCall),
        .init("msg_cycles_refunded128", [.i32], nil, .replicatedCallbacks),
        .init("msg_cycles_accept128", [.i64, .i64, .i32], nil, .cyclesOfCall),
        .init("cycles_burn128", [.i64, .i64, .i32], nil, .replicatedAfterStart),
        .init("canister_cycle_balance128", [.i32], nil, .afterStart),
        .init("canister_liquid_cycle_balance128", [.i32], nil, .afterStart),
        .init("msg_cycles_available", [], .i64, .cyclesOfCall),
        .init("msg_cycles_refunded", [], .i64, .replicatedCallbacks),
        .init("msg_cycles_accept", [.i64], .i64, .cyclesOfCall),
        .init("canister_cycle_balance", [], .i64, .afterStart),
        .init("cost_call", [.i64, .i64, .i32], nil, .everywhere),
        .init("cost_create_canister", [.i32], nil, .everywhere),
        .init("cost_http_request", [.i64, .i64, .i32], nil, .everywhere),
        .init("cost_sign_with_ecdsa", [.i32, .i32, .i32, .i32], .i32, .everywhere),
        .init("cost_sign_with_schnorr", [.i32, .i32, .i32, .i32], .i32, .everywhere),
        .init("cost_vetkd_derive_key", [.i32, .i32, .i32, .i32], .i32, .everywhere),
        // Calls of other canisters.
        .init("call_new", [.i32, .i32, .i32, .i32, .i32, .i32, .i32, .i32], nil, .calls),
        .init("call_on_cleanup", [.i32, .i32], nil, .calls),
        .init("call_data_append", [.i32, .i32], nil, .calls),
        .init("call_with_best_effort_response", [.i32], nil, .calls),
        .init("call_cycles_add128", [.i64, .i64], nil, .paidCalls),
        .init("call_cycles_add", [.i64], nil, .paidCalls),
        .init("call_perform", [], .i32, .calls),
        // Stable memory. Its 64-bit functions take 64-bit addresses also where the module's memory is a 32-bit one.
        .init("stable64_size", [], .i64, .everywhere),
        .init("stable64_grow", [.i64], .i64, .everywhere),
        .init("stable64_write", [.i64, .i64, .i64], nil, .everywhere),
        .init("stable64_read", [.i64, .i64, .i64], nil, .everywhere),
        .init("stable_size", [], .i32, .everywhere),
        .init("stable_grow", [.i32], .i32, .everywhere),
        .init("stable_write", [.i32, .i32, .i32], nil, .everywhere),
        .init("stable_read", [.i32, .i32, .i32], nil, .everywhere),
        // Certified data.
        .init("certified_data_set", [.i32, .i32], nil, .certifiedData),
        .init("data_certificate_present", [], .i32, .afterStart),
        .init("data_certificate_size", [], .i32, [.nonReplicatedQuery, .compositeQuery]),
        .init("data_certificate_copy", [.i32, .i32, .i32], nil, [.nonReplicatedQuery, .compositeQuery]),
    ]
}
