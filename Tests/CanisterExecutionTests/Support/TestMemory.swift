import CanisterExecution

/// A guest memory of one page with strict bounds.
final class TestMemory: GuestMemory {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    private var top = 1_024

    func read(from address: UInt64, count: UInt64) throws(Trap) -> [UInt8] {
        Array(bytes[try range(address, count)])
    }

    func write(_ new: ArraySlice<UInt8>, to address: UInt64) throws(Trap) {
        bytes.replaceSubrange(try range(address, UInt64(new.count)), with: new)
    }

    /// Puts bytes somewhere and gives the address.
    func put(_ new: [UInt8]) -> UInt64 {
        if top + new.count > bytes.count { top = 1_024 }
        bytes.replaceSubrange(top..<(top + new.count), with: new)
        defer { top += new.count }
        return UInt64(top)
    }

    private func range(_ address: UInt64, _ count: UInt64) throws(Trap) -> Range<Int> {
        let (end, overflow) = address.addingReportingOverflow(count)
        guard !overflow, end <= UInt64(bytes.count) else { throw Trap(.wasmTrap, "heap out of bounds") }
        return Int(address)..<Int(end)
    }
}
