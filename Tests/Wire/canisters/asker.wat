;; A canister that calls others. Its composite queries ask queries of them: the argument is the principal of the canister
;; that is asked. `relay` and `relay_query` call whatever their argument names: a byte and as many bytes of a principal, a
;; byte and as many bytes of a method's name, and what is sent.
(module
  (import "ic0" "msg_arg_data_size" (func $argument_size (result i32)))
  (import "ic0" "msg_arg_data_copy" (func $argument_copy (param i32 i32 i32)))
  (import "ic0" "msg_reject_msg_size" (func $reject_size (result i32)))
  (import "ic0" "msg_reject_msg_copy" (func $reject_copy (param i32 i32 i32)))
  (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
  (import "ic0" "msg_reply" (func $finish))
  (import "ic0" "msg_reject" (func $reject (param i32 i32)))
  (import "ic0" "call_new" (func $call_new (param i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "ic0" "call_data_append" (func $call_append (param i32 i32)))
  (import "ic0" "call_perform" (func $call_perform (result i32)))

  (memory 40)
  (data (i32.const 0) "count")
  (data (i32.const 8) "add")
  (data (i32.const 16) "ask_first")
  (table 2 funcref)
  (elem (i32.const 0) $replied $rejected)

  (func $load (result i32)
    (call $argument_copy (i32.const 65536) (i32.const 0) (call $argument_size))
    (call $argument_size))
  ;; Calls the canister at an address, with a method and an argument.
  (func $ask (param $callee i32) (param $callee_size i32) (param $name i32) (param $name_size i32)
    (param $argument i32) (param $argument_size i32)
    (call $call_new (local.get $callee) (local.get $callee_size) (local.get $name) (local.get $name_size)
      (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))
    (call $call_append (local.get $argument) (local.get $argument_size))
    (drop (call $call_perform)))

  (func (export "canister_composite_query ask")
    (call $ask (i32.const 65536) (call $load) (i32.const 0) (i32.const 5) (i32.const 0) (i32.const 0)))
  (func (export "canister_composite_query ask_update")
    (call $ask (i32.const 65536) (call $load) (i32.const 8) (i32.const 3) (i32.const 0) (i32.const 0)))
  ;; The argument is a list of principals of ten bytes. The first is asked the same of the rest; with one alone, its
  ;; count.
  (func (export "canister_composite_query ask_first")
    (local $size i32)
    (local.set $size (call $load))
    (if (i32.eq (local.get $size) (i32.const 10))
      (then
        (call $ask (i32.const 65536) (i32.const 10) (i32.const 0) (i32.const 5) (i32.const 0) (i32.const 0)))
      (else
        (call $ask (i32.const 65536) (i32.const 10) (i32.const 16) (i32.const 9) (i32.const 65546)
          (i32.sub (local.get $size) (i32.const 10))))))

  (func (export "canister_update relay") (call $relay))
  (func (export "canister_composite_query relay_query") (call $relay))
  (func $relay
    (local $size i32) (local $name i32) (local $argument i32)
    (local.set $size (call $load))
    (local.set $name (i32.add (i32.const 65537) (i32.load8_u (i32.const 65536))))
    (local.set $argument (i32.add (i32.add (local.get $name) (i32.const 1)) (i32.load8_u (local.get $name))))
    (call $ask (i32.const 65537) (i32.load8_u (i32.const 65536))
      (i32.add (local.get $name) (i32.const 1)) (i32.load8_u (local.get $name))
      (local.get $argument) (i32.sub (i32.add (i32.const 65536) (local.get $size)) (local.get $argument))))

  (func $replied (param i32)
    (call $append (i32.const 65536) (call $load))
    (call $finish))
  (func $rejected (param i32)
    (call $reject_copy (i32.const 65536) (i32.const 0) (call $reject_size))
    (call $reject (i32.const 65536) (call $reject_size))))
