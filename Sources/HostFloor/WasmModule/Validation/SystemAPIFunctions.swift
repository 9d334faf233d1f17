/// The functions of the Internet Computer's system API by name, with their types (interface specification 0.66.0).
public enum SystemAPIFunctions {
    /// The module that all of them are imported from.
    public static let module = "ic0"

    /// The type of a function, or `nil` if there is none of that name.
    ///
    /// - Parameter is64Bit: whether the canister's memory has 64-bit addresses, which sizes and pointers follow.
    public static func type(of name: String, is64Bit: Bool) -> FunctionType? {
        if is64Bit, only32Bit.contains(name) { return nil }
        guard let signature = signatures[name] else { return nil }
        let halves = signature.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        func types(_ letters: Substring) -> [ValueType] {
            letters.map { letter in
                switch letter {
                case "p": is64Bit ? .i64 : .i32
                case "l": .i64
                default: .i32
                }
            }
        }
        return FunctionType(types(halves[0]), types(halves[1]))
    }

    /// The names of all functions.
    public static var names: [String] { signatures.keys.sorted() }

    /// Functions that modules with 64-bit memory cannot import.
    private static let only32Bit: Set<String> = [
        "msg_cycles_available", "msg_cycles_refunded", "msg_cycles_accept", "canister_cycle_balance", "call_cycles_add",
        "stable_size", "stable_grow", "stable_write", "stable_read", "mint_cycles",
    ]

    /// Parameters, `>`, results: `p` is a pointer or a size, as wide as an address, `i` 32 bits, `l` 64 bits.
    private static let signatures: [String: String] = [
        // Arguments, caller, response.
        "msg_arg_data_size": ">p",
        "msg_arg_data_copy": "ppp>",
        "msg_caller_size": ">p",
        "msg_caller_copy": "ppp>",
        "msg_caller_info_data_size": ">p",
        "msg_caller_info_data_copy": "ppp>",
        "msg_caller_info_signer_size": ">p",
        "msg_caller_info_signer_copy": "ppp>",
        "msg_reject_code": ">i",
        "msg_reject_msg_size": ">p",
        "msg_reject_msg_copy": "ppp>",
        "msg_deadline": ">l",
        "msg_reply_data_append": "pp>",
        "msg_reply": ">",
        "msg_reject": "pp>",
        "msg_method_name_size": ">p",
        "msg_method_name_copy": "ppp>",
        "accept_message": ">",

        // The canister itself, time, the rest.
        "canister_self_size": ">p",
        "canister_self_copy": "ppp>",
        "subnet_self_size": ">p",
        "subnet_self_copy": "ppp>",
        "canister_status": ">i",
        "canister_version": ">l",
        "time": ">l",
        "global_timer_set": "l>l",
        "performance_counter": "i>l",
        "is_controller": "pp>i",
        "in_replicated_execution": ">i",
        "root_key_size": ">p",
        "root_key_copy": "ppp>",
        "env_var_count": ">p",
        "env_var_name_size": "p>p",
        "env_var_name_copy": "pppp>",
        "env_var_name_exists": "pp>i",
        "env_var_value_size": "pp>p",
        "env_var_value_copy": "ppppp>",
        "debug_print": "pp>",
        "trap": "pp>",

        // Cycles.
        "msg_cycles_available128": "p>",
        "msg_cycles_refunded128": "p>",
        "msg_cycles_accept128": "llp>",
        "cycles_burn128": "llp>",
        "canister_cycle_balance128": "p>",
        "canister_liquid_cycle_balance128": "p>",
        "msg_cycles_available": ">l",
        "msg_cycles_refunded": ">l",
        "msg_cycles_accept": "l>l",
        "canister_cycle_balance": ">l",
        "cost_call": "llp>",
        "cost_create_canister": "p>",
        "cost_http_request": "llp>",
        "cost_sign_with_ecdsa": "ppip>i",
        "cost_sign_with_schnorr": "ppip>i",
        "cost_vetkd_derive_key": "ppip>i",
        // Only for the canister that makes cycles, yet every module may import them.
        "mint_cycles": "l>l",
        "mint_cycles128": "llp>",

        // Calls to other canisters.
        "call_new": "pppppppp>",
        "call_on_cleanup": "pp>",
        "call_data_append": "pp>",
        "call_with_best_effort_response": "i>",
        "call_cycles_add128": "ll>",
        "call_cycles_add": "l>",
        "call_perform": ">i",

        // Stable memory.
        "stable64_size": ">l",
        "stable64_grow": "l>l",
        "stable64_write": "lll>",
        "stable64_read": "lll>",
        "stable_size": ">i",
        "stable_grow": "i>i",
        "stable_write": "iii>",
        "stable_read": "iii>",

        // Certified data.
        "certified_data_set": "pp>",
        "data_certificate_present": ">i",
        "data_certificate_size": ">p",
        "data_certificate_copy": "ppp>",
    ]
}
