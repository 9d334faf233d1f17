;; A canister for looking at a replica from outside: each method does one thing that the interface promises. Arguments
;; and replies are bytes as they are, no Candid.
(module
  (import "ic0" "msg_arg_data_size" (func $argument_size (result i32)))
  (import "ic0" "msg_arg_data_copy" (func $argument_copy (param i32 i32 i32)))
  (import "ic0" "msg_caller_size" (func $caller_size (result i32)))
  (import "ic0" "msg_caller_copy" (func $caller_copy (param i32 i32 i32)))
  (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
  (import "ic0" "msg_reply" (func $finish))
  (import "ic0" "msg_reject" (func $reject (param i32 i32)))
  (import "ic0" "trap" (func $trap (param i32 i32)))
  (import "ic0" "time" (func $time (result i64)))
  (import "ic0" "accept_message" (func $accept))
  (import "ic0" "msg_method_name_copy" (func $method_name_copy (param i32 i32 i32)))
  (import "ic0" "certified_data_set" (func $certify (param i32 i32)))
  (import "ic0" "data_certificate_size" (func $certificate_size (result i32)))
  (import "ic0" "data_certificate_copy" (func $certificate_copy (param i32 i32 i32)))
  (import "ic0" "canister_self_size" (func $self_size (result i32)))
  (import "ic0" "canister_self_copy" (func $self_copy (param i32 i32 i32)))
  (import "ic0" "stable64_size" (func $stable_size (result i64)))
  (import "ic0" "stable64_grow" (func $stable_grow (param i64) (result i64)))
  (import "ic0" "stable64_write" (func $stable_write (param i64 i64 i64)))
  (import "ic0" "stable64_read" (func $stable_read (param i64 i64 i64)))
  (import "ic0" "call_new" (func $call_new (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "ic0" "call_data_append" (func $call_append (param i32 i32)))
  (import "ic0" "call_perform" (func $call_perform (result i32)))

  ;; 0: the counter, 8 bytes; 8: when waiting ends, 8 bytes; 16: texts; 64: the canister's id; 1024: arguments, certificates and replies.
  (memory (export "memory") 80)
  (data (i32.const 16) "as asked")
  (data (i32.const 32) "raw_rand")
  (data (i32.const 48) "DIDL\00\00")
  (data (i32.const 56) "count")

  (table 3 funcref)
  (elem (i32.const 0) $answered $refused_call $waited)

  (func $load (result i32)
    (call $argument_copy (i32.const 1024) (i32.const 0) (call $argument_size))
    (call $argument_size))
  (func $reply (param i32 i32)
    (call $append (local.get 0) (local.get 1))
    (call $finish))
  (func $echo (call $reply (i32.const 1024) (call $load)))
  (func $caller
    (call $caller_copy (i32.const 1024) (i32.const 0) (call $caller_size))
    (call $reply (i32.const 1024) (call $caller_size)))
  (func $count (call $reply (i32.const 0) (i32.const 8)))
  (func $add (i64.store (i32.const 0) (i64.add (i64.load (i32.const 0)) (i64.const 1))))

  (func (export "canister_query echo") (call $echo))
  (func (export "canister_update echo_update") (call $echo))
  (func (export "canister_query caller") (call $caller))
  (func (export "canister_update caller_update") (call $caller))
  (func (export "canister_query count") (call $count))
  (func (export "canister_update add") (call $add) (call $count))
  ;; A query that counts: what it counted is forgotten.
  (func (export "canister_query add_in_vain") (call $add) (call $count))
  (func (export "canister_query time")
    (i64.store (i32.const 1024) (call $time))
    (call $reply (i32.const 1024) (i32.const 8)))

  ;; Ways to fail. The first counts before, which is not to be seen afterwards.
  (func (export "canister_update add_and_trap") (call $add) (call $trap (i32.const 16) (i32.const 8)))
  (func (export "canister_query trap") (call $trap (i32.const 16) (i32.const 8)))
  (func (export "canister_update reject") (call $reject (i32.const 1024) (call $load)))
  (func (export "canister_query reject_query") (call $reject (i32.const 1024) (call $load)))
  (func (export "canister_update silent"))
  (func (export "canister_update refused") (call $count))
  ;; Takes all calls but those of the method whose name begins with 'ref'.
  (func (export "canister_inspect_message")
    (call $method_name_copy (i32.const 1024) (i32.const 0) (i32.const 3))
    (i32.store8 (i32.const 1027) (i32.const 0))
    (if (i32.ne (i32.load (i32.const 1024)) (i32.const 0x666572)) (then (call $accept))))

  ;; Certified data.
  (func (export "canister_update certify")
    (call $certify (i32.const 1024) (call $load))
    (call $reply (i32.const 1024) (i32.const 0)))
  (func (export "canister_query certificate")
    (call $certificate_copy (i32.const 1024) (i32.const 0) (call $certificate_size))
    (call $reply (i32.const 1024) (call $certificate_size)))

  ;; Stable memory: 8 bytes.
  (func (export "canister_update store")
    (if (i64.eqz (call $stable_size)) (then (drop (call $stable_grow (i64.const 1)))))
    (drop (call $load))
    (call $stable_write (i64.const 0) (i64.const 1024) (i64.const 8))
    (call $reply (i32.const 1024) (i32.const 8)))
  (func (export "canister_query stored")
    (call $stable_read (i64.const 1024) (i64.const 0) (i64.const 8))
    (call $reply (i32.const 1024) (i32.const 8)))

  ;; Asks the management canister for random bytes, and replies them in its callback.
  (func (export "canister_update random")
    (call $call_new (i32.const 0) (i32.const 0) (i32.const 32) (i32.const 8)
      (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))
    (call $call_append (i32.const 48) (i32.const 6))
    (if (call $call_perform) (then (call $trap (i32.const 16) (i32.const 8)))))
  (func $answered (param i32) (call $echo))
  (func $refused_call (param i32) (call $reject (i32.const 16) (i32.const 8)))

  ;; Calls itself, again and again, until as many nanoseconds have gone by as its argument says. Then counts.
  (func (export "canister_update wait")
    (drop (call $load))
    (i64.store (i32.const 8) (i64.add (call $time) (i64.load (i32.const 1024))))
    (call $wait))
  (func $wait
    (call $self_copy (i32.const 64) (i32.const 0) (call $self_size))
    (call $call_new (i32.const 64) (call $self_size) (i32.const 56) (i32.const 5)
      (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 0))
    (if (call $call_perform) (then (call $trap (i32.const 16) (i32.const 8)))))
  (func $waited (param i32)
    (if (i64.lt_u (call $time) (i64.load (i32.const 8))) (then (call $wait)) (else (call $add) (call $count))))

  (@custom "icp:public note" "for all to read")
  (@custom "icp:private secret" "for controllers alone"))
