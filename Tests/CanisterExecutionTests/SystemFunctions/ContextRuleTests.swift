import CanisterExecution
import Testing

/// The specification's table, written here once more by hand: `*` is everywhere but in the start function.
private let specification: [(functions: String, contexts: String)] = [
    ("msg_arg_data_size msg_arg_data_copy", "I U RQ NRQ TQ CQ Ry CRy F"),
    ("msg_caller_size msg_caller_copy", "*"),
    (
        "msg_caller_info_data_size msg_caller_info_data_copy msg_caller_info_signer_size msg_caller_info_signer_copy",
        "U RQ NRQ CQ Ry Rt CRy CRt C CC F"
    ),
    ("msg_reject_code", "Ry Rt CRy CRt C"),
    ("msg_reject_msg_size msg_reject_msg_copy", "Rt CRt"),
    ("msg_deadline", "U RQ NRQ CQ Ry Rt CRy CRt"),
    ("msg_reply_data_append msg_reply msg_reject", "U RQ NRQ TQ CQ Ry Rt CRy CRt"),
    ("msg_method_name_size msg_method_name_copy accept_message", "F"),
    (
        "canister_self_size canister_self_copy subnet_self_size subnet_self_copy canister_status canister_version time",
        "*"
    ),
    ("global_timer_set", "I G U Ry Rt C T"),
    ("performance_counter is_controller in_replicated_execution debug_print trap", "* s"),
    ("root_key_size root_key_copy", "I G U RQ Ry Rt C T"),
    (
        "env_var_count env_var_name_size env_var_name_copy env_var_name_exists env_var_value_size env_var_value_copy",
        "*"
    ),
    ("msg_cycles_available128 msg_cycles_accept128 msg_cycles_available msg_cycles_accept", "U RQ Rt Ry"),
    ("msg_cycles_refunded128 msg_cycles_refunded", "Rt Ry"),
    ("cycles_burn128", "I G U RQ Ry Rt C T"),
    ("canister_cycle_balance128 canister_liquid_cycle_balance128 canister_cycle_balance", "*"),
    (
        "cost_call cost_create_canister cost_http_request cost_sign_with_ecdsa cost_sign_with_schnorr "
            + "cost_vetkd_derive_key", "* s"
    ),
    (
        "call_new call_on_cleanup call_data_append call_with_best_effort_response call_perform",
        "U CQ Ry Rt CRy CRt T"
    ),
    ("call_cycles_add128 call_cycles_add", "U Ry Rt T"),
    (
        "stable64_size stable64_grow stable64_write stable64_read stable_size stable_grow stable_write stable_read",
        "* s"
    ),
    ("certified_data_set", "I G U Ry Rt T"),
    ("data_certificate_present", "*"),
    ("data_certificate_size data_certificate_copy", "NRQ CQ"),
]

private let everywhereAfterStart = "I G U RQ NRQ TQ CQ Ry Rt CRy CRt C CC F T"

private func letters(_ text: String) -> Set<String> {
    Set(text.replacing("*", with: everywhereAfterStart).split(separator: " ").map(String.init))
}

@Suite("Which context may call what")
struct ContextRuleTests {
    private let allowed: [String: Set<String>] = Dictionary(
        uniqueKeysWithValues: specification.flatMap { row in
            row.functions.split(separator: " ").map { (String($0), letters(row.contexts)) }
        })

    @Test("the table here names every function")
    func namesAll() {
        #expect(Set(allowed.keys) == Set(SystemFunction.allCases.map(\.name)))
    }

    @Test("each function in each context", arguments: SystemFunction.allCases)
    func obeys(function: SystemFunction) throws {
        let allowed = try #require(allowed[function.name])
        for context in ExecutionContext.allCases {
            let machine = bench(context)
            let trap = trap { () throws(Trap) in try machine.call(function) }
            let refused = trap?.message == "\"ic0_\(function.name)\" cannot be executed in \(context.modeName) mode"
            #expect(refused == !allowed.contains(context.rawValue), "\(function.name) in \(context.rawValue)")
            if refused { #expect(trap?.code == .contractViolation) }
        }
    }

    @Test("in_replicated_execution tells which contexts are replicated")
    func tellsReplicated() throws {
        for context in ExecutionContext.allCases {
            let expected = letters("s I G U RQ Ry Rt C T").contains(context.rawValue)
            #expect(try bench(context).call(.inReplicatedExecution) == (expected ? 1 : 0), "\(context.rawValue)")
        }
    }
}
