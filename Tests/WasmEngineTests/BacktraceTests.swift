import CanisterExecution
import Foundation
import TestSupport
import Testing

@testable import WasmEngine

@Suite("The backtrace of a trap")
struct BacktraceTests {
    /// What `Faults.breakDown` numbers.
    enum Breakdown: UInt8 {
        case overflow, trap, stackOverflow, heapOutOfBounds
    }

    /// The trap of a canister that was built for debugging.
    private func trap(of breakdown: Breakdown) throws -> Trap {
        let guest = try WasmGuest(engine: .shared(), module: BuiltModule.forDebugging("Faults"))
        try guest.instantiate(in: makeExecution(.start))
        _ = try guest.run(
            .entryPoint("canister_init"), in: makeExecution(.initialize, argument: [0x44, 0x49, 0x44, 0x4c, 0, 0]))
        guest.commit()
        // One nat64.
        let argument = [0x44, 0x49, 0x44, 0x4c, 0, 1, 0x78, breakdown.rawValue] + [UInt8](repeating: 0, count: 7)
        return try #require(throws: Trap.self) {
            try guest.run(.entryPoint("canister_update break_down"), in: makeExecution(argument: argument))
        }
    }

    private static let source = "Tests/Canisters/Faults/Faults+breakDown.swift"

    /// The line of the source with a marker.
    private func line(marked marker: String) throws -> Int {
        let text = try String(contentsOf: Checkout.root.appending(path: Self.source), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return 1 + (try #require(lines.firstIndex { $0.hasSuffix("// marker: \(marker)") }))
    }

    @Test(
        "names function, file and line",
        arguments: [
            (Breakdown.overflow, "overflow", "Faults.Faults.raise(_: Swift.UInt8, by: Swift.UInt8) -> Swift.UInt8"),
            (.trap, "trap", "Faults.Faults.giveUp() -> ()"),
            (.stackOverflow, "stack overflow", "Faults.Faults.descend(Swift.UInt64) -> Swift.UInt64"),
            (.heapOutOfBounds, "heap out of bounds", "Faults.Faults.look(at: Swift.UInt) -> Swift.UInt8"),
        ])
    func places(breakdown: Breakdown, marker: String, function: String) throws {
        let trap = try trap(of: breakdown)
        let line = try line(marked: marker)
        let frames = trap.backtrace.filter { $0.function == function }
        #expect(frames.contains { $0.file == Self.source && $0.line == line }, "\(trap)")
    }

    @Test("leads from the innermost function to the entry point, with the functions that were inlined between them")
    func order() throws {
        let trap = try trap(of: .overflow)
        #expect(trap.message == "unreachable")
        #expect(trap.backtrace.first?.function == "Swift runtime failure: arithmetic overflow")
        #expect(trap.backtrace.last?.function == "canister_update break_down")
        let handler = try #require(
            trap.backtrace.firstIndex { $0.function?.hasSuffix("Faults.Faults.breakDown(Swift.UInt64) -> ()") == true })
        let raising = try #require(trap.backtrace.firstIndex { $0.function?.hasPrefix("Faults.Faults.raise") == true })
        #expect(raising < handler)
        #expect(trap.backtrace.first?.index == nil)
        #expect(trap.backtrace.last?.index != nil)
    }

    @Test("leaves the message as the network has it")
    func message() throws {
        let trap = try trap(of: .trap)
        #expect(trap == Trap(.calledTrap, "given up"))
        #expect(trap.description.hasPrefix("given up\nCanister Backtrace:\n"))
        #expect(trap.description.contains("Faults.Faults.giveUp() -> () at \(Self.source):"))
    }

    @Test("of a stack that overflowed ends after 20 functions of the machine")
    func depth() throws {
        let trap = try trap(of: .stackOverflow)
        #expect(trap.message == "stack overflow")
        #expect(trap.backtrace.count { $0.index != nil } == 20)
    }

    @Test("tells no folder of the machine")
    func relativePaths() throws {
        let module = Data(try BuiltModule.forDebugging("Faults"))
        // With what lies in it: a short name alone is in the middle of other paths too.
        let names = try FileManager.default.contentsOfDirectory(atPath: Checkout.path(""))
        #expect(names.contains("Sources"))
        for path in names.map(Checkout.path) {
            #expect(module.firstRange(of: Data(path.utf8)) == nil, "\(path) is in the module")
        }
    }

    @Test("has the names of a module that kept nothing else")
    func namesAlone() throws {
        let guest = try makeGuest(
            """
            (module
              (func $parse unreachable)
              (func $handle (export "canister_update go") (call $parse)))
            """)
        let trap = try guest.trap(of: "go")
        #expect(trap.message == "unreachable")
        #expect(trap.description == "unreachable\nCanister Backtrace:\nparse\nhandle")
    }

    @Test("has numbers where a module kept no names")
    func numbers() throws {
        let guest = try makeGuest(
            """
            (module
              (import "ic0" "trap" (func (param i32 i32)))
              (memory 1)
              (func (call 0 (i32.const 0) (i32.const 0)))
              (func (export "canister_update go") (call 1)))
            """)
        let trap = try guest.trap(of: "go")
        #expect(trap.code == .calledTrap)
        #expect(trap.backtrace.map(\.description) == ["function 1", "function 2"])
    }

    @Test(
        "has names as their authors wrote them",
        arguments: [
            ("$e6FaultsAAC6giveUpyyF", "Faults.Faults.giveUp() -> ()"),
            ("$e6FaultsAAC6giveUp33_C719F8A4BDB59426F854E9F893D87DEDLLyyF", "Faults.Faults.giveUp() -> ()"),
            ("$sSi", "Swift.Int"), ("memcpy", "memcpy"), ("", ""),
        ])
    func readableNames(symbol: String, name: String) {
        #expect(ModuleSymbols.readable(symbol) == name)
    }
}
