;; A canister that answers requests over HTTP with what it was prepared with: Candid messages, made by whoever prepares.
;;
;; Messages are kept in slots by number. `http_request` replies with slot 0, `http_request_update` with slot 1 and keeps
;; its argument, and `more` replies with the slot that the last byte of its argument tells. Where slots 2 and 3 are
;; there, `http_request` replies with slot 2, its own argument, and slot 3, one behind the other: so a body can be what
;; it was asked with.
(module
  (import "ic0" "msg_arg_data_size" (func $argument_size (result i32)))
  (import "ic0" "msg_arg_data_copy" (func $argument_copy (param i32 i32 i32)))
  (import "ic0" "msg_caller_size" (func $caller_size (result i32)))
  (import "ic0" "msg_caller_copy" (func $caller_copy (param i32 i32 i32)))
  (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
  (import "ic0" "msg_reply" (func $finish))
  (import "ic0" "trap" (func $trap (param i32 i32)))

  ;; 0: texts; 1024: offset and length of each slot; 4096: what was asked last, its length and then its caller;
  ;; 65536: arguments; 4194304: the contents of slots, one behind the other.
  (memory 320)
  (data (i32.const 0) "nothing was prepared")
  (global $top (mut i32) (i32.const 4194304))
  (global $asked (mut i32) (i32.const 0))

  (func $load (result i32)
    (call $argument_copy (i32.const 65536) (i32.const 0) (call $argument_size))
    (call $argument_size))
  (func $slot (param i32) (result i32) (i32.add (i32.const 1024) (i32.mul (local.get 0) (i32.const 8))))
  (func $append_slot (param i32)
    (if (i32.eqz (i32.load offset=4 (call $slot (local.get 0))))
      (then (call $trap (i32.const 0) (i32.const 20))))
    (call $append (i32.load (call $slot (local.get 0))) (i32.load offset=4 (call $slot (local.get 0)))))

  ;; The first byte is the number of the slot, the rest its content.
  (func (export "canister_update prepare")
    (local $size i32) (local $slot i32)
    (local.set $size (i32.sub (call $load) (i32.const 1)))
    (local.set $slot (call $slot (i32.load8_u (i32.const 65536))))
    (memory.copy (global.get $top) (i32.const 65537) (local.get $size))
    (i32.store (local.get $slot) (global.get $top))
    (i32.store offset=4 (local.get $slot) (local.get $size))
    (global.set $top (i32.add (global.get $top) (local.get $size)))
    (call $finish))

  (func (export "canister_query http_request")
    (local $size i32)
    (if (i32.load (i32.const 1044))
      (then
        (local.set $size (call $load))
        (call $append_slot (i32.const 2))
        (call $append (i32.const 65536) (local.get $size))
        (call $append_slot (i32.const 3)))
      (else (call $append_slot (i32.const 0))))
    (call $finish))

  (func (export "canister_update http_request_update")
    (global.set $asked (call $load))
    (memory.copy (i32.const 16777216) (i32.const 65536) (global.get $asked))
    (call $caller_copy (i32.const 4096) (i32.const 0) (call $caller_size))
    (i32.store (i32.const 4160) (call $caller_size))
    (call $append_slot (i32.const 1))
    (call $finish))

  ;; What `http_request_update` was asked with last, and by whom.
  (func (export "canister_query asked")
    (call $append (i32.const 16777216) (global.get $asked))
    (call $finish))
  (func (export "canister_query asker")
    (call $append (i32.const 4096) (i32.load (i32.const 4160)))
    (call $finish))

  (func (export "canister_query more")
    (call $append_slot (i32.load8_u (i32.add (i32.const 65535) (call $load))))
    (call $finish)))
