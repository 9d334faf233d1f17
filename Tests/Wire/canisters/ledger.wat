;; Keeps entries of 16 bytes in several places, so that one that was applied by half is seen: in its heap, in its stable
;; memory, as a count and a digest in its certified data, and as a count in a global of the module.
(module
  (import "ic0" "msg_arg_data_size" (func $argument_size (result i32)))
  (import "ic0" "msg_arg_data_copy" (func $argument_copy (param i32 i32 i32)))
  (import "ic0" "msg_reply_data_append" (func $append (param i32 i32)))
  (import "ic0" "msg_reply" (func $finish))
  (import "ic0" "trap" (func $trap (param i32 i32)))
  (import "ic0" "certified_data_set" (func $certify (param i32 i32)))
  (import "ic0" "data_certificate_size" (func $certificate_size (result i32)))
  (import "ic0" "data_certificate_copy" (func $certificate_copy (param i32 i32 i32)))
  (import "ic0" "stable64_size" (func $stable_size (result i64)))
  (import "ic0" "stable64_grow" (func $stable_grow (param i64) (result i64)))
  (import "ic0" "stable64_write" (func $stable_write (param i64 i64 i64)))
  (import "ic0" "stable64_read" (func $stable_read (param i64 i64 i64)))

  ;; 0: the number of entries and their digest, 8 bytes each; 16: a text; 64: a number; 1024: 60,000 entries; above them
  ;; what is read of stable memory.
  (memory (export "memory") 48)
  (data (i32.const 16) "a bad entry")
  (global $capacity i64 (i64.const 60000))
  (global $read i32 (i32.const 1048576))
  (global $appended (mut i64) (i64.const 0))

  (func $entry_at (param $index i64) (result i32)
    (i32.add (i32.const 1024) (i32.wrap_i64 (i64.shl (local.get $index) (i64.const 4)))))
  (func $mix (param $value i64)
    (i64.store (i32.const 8)
      (i64.mul (i64.xor (i64.load (i32.const 8)) (local.get $value)) (i64.const 1099511628211))))

  ;; Entries are at most 60,000: so stable memory needs 15 pages.
  (func (export "canister_init")
    (drop (call $stable_grow (i64.const 16)))
    (call $certify (i32.const 0) (i32.const 16)))

  ;; All places one after the other. Replies the entry's index.
  (func (export "canister_update append") (local $index i64)
    (local.set $index (i64.load (i32.const 0)))
    (if (i32.or (i32.ne (call $argument_size) (i32.const 16)) (i64.ge_u (local.get $index) (global.get $capacity)))
      (then (call $trap (i32.const 16) (i32.const 11))))
    (call $argument_copy (call $entry_at (local.get $index)) (i32.const 0) (i32.const 16))
    (call $mix (i64.load (call $entry_at (local.get $index))))
    (call $mix (i64.load offset=8 (call $entry_at (local.get $index))))
    (i64.store (i32.const 0) (i64.add (local.get $index) (i64.const 1)))
    (call $stable_write
      (i64.add (i64.const 8) (i64.shl (local.get $index) (i64.const 4)))
      (i64.extend_i32_u (call $entry_at (local.get $index))) (i64.const 16))
    (call $stable_write (i64.const 0) (i64.const 0) (i64.const 8))
    (call $certify (i32.const 0) (i32.const 16))
    (global.set $appended (i64.add (global.get $appended) (i64.const 1)))
    (i64.store (i32.const 64) (local.get $index))
    (call $append (i32.const 64) (i32.const 8))
    (call $finish))

  ;; The count, the digest, and the entries, as the heap has them; between them the global's count.
  (func (export "canister_query heap")
    (i64.store (i32.const 64) (global.get $appended))
    (call $append (i32.const 0) (i32.const 16))
    (call $append (i32.const 64) (i32.const 8))
    (call $append (i32.const 1024) (i32.wrap_i64 (i64.shl (i64.load (i32.const 0)) (i64.const 4))))
    (call $finish))
  ;; The count and the entries, as stable memory has them.
  (func (export "canister_query stable") (local $size i64)
    (call $stable_read (i64.extend_i32_u (global.get $read)) (i64.const 0) (i64.const 8))
    (local.set $size (i64.add (i64.const 8) (i64.shl (i64.load (global.get $read)) (i64.const 4))))
    (call $stable_read (i64.extend_i32_u (global.get $read)) (i64.const 0) (local.get $size))
    (call $append (global.get $read) (i32.wrap_i64 (local.get $size)))
    (call $finish))
  (func (export "canister_query certificate")
    (call $certificate_copy (global.get $read) (i32.const 0) (call $certificate_size))
    (call $append (global.get $read) (call $certificate_size))
    (call $finish)))
