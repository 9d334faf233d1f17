import CanisterTesting
import Testing

@testable import Canister

/// A canister whose only method does what a test wants.
private final class Scratch: CanisterProgram {
    var action: () -> Void = {}
    var entryPoints: [EntryPoint] {
        [
            .initialize {},
            .update("do") {
                self.action()
                IncomingCall.replyEmpty()
            },
        ]
    }
}

@Suite("Streams of stable memory")
struct StableStreamTests {
    private let scratch = Scratch()
    private let canister: TestCanister

    init() throws {
        let scratch = scratch
        canister = try TestCanister { scratch.entryPoints }
        try canister.install()
    }

    /// Runs a body with the canister's stable memory.
    private func run(_ body: @escaping () -> Void) {
        scratch.action = body
        canister.call("do", caller: .testUser(0))
    }

    private func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    private static let sizes = [0, 1, 7, 8, 9, 16_383, 16_384, 16_385, 32_768, 65_536, 65_537, 200_001]

    @Test("give back what was written in pieces of any size, and grow the memory as needed", arguments: sizes)
    func roundTrip(size: Int) {
        let bytes = bytes(size)
        for (offset, piece) in [(0, 1_000), (5, 17), (65_530, 16_384), (100_000, 50_000)] {
            run {
                var writer = StableWriter(at: UInt64(offset))
                for start in stride(from: 0, to: size, by: piece) {
                    writer.write(Array(bytes[start..<min(start + piece, size)]))
                }
                let count = writer.count
                #expect(count == UInt64(size))
                let isWritten = writer.finish()
                #expect(isWritten)
                let end = writer.count
                #expect(end == UInt64(size))

                var reader = StableReader()
                let range = UInt64(offset)..<UInt64(offset + size)
                reader.seek(to: range)
                let checksum = reader.checksum()
                var other = StableReader(bytes)
                let otherChecksum = other.checksum()
                #expect(checksum == otherChecksum)
                reader.seek(to: range)
                for start in stride(from: 0, to: size, by: piece + 3) {
                    let part = reader.readBytes(min(piece + 3, size - start))
                    #expect(part == Array(bytes[start..<min(start + piece + 3, size)]))
                }
                let rest = reader.remaining
                #expect(rest == 0)
                let more = reader.readBytes(1)
                #expect(more == nil)
            }
            #expect(canister.stableMemory.byteCount >= UInt64(size == 0 ? 0 : offset + size))
        }
    }

    @Test("hold numbers with the least significant byte first")
    func numbers() {
        run {
            var writer = StableWriter(at: 3)
            writer.write(littleEndian: 0x0102_0304 as UInt32)
            writer.write(littleEndian: -2 as Int64)
            writer.write(.testUser(1))
            _ = writer.finish()
            #expect(StableMemory.read(12, at: 3) == [4, 3, 2, 1, 254, 255, 255, 255, 255, 255, 255, 255])
            var reader = StableReader()
            reader.seek(to: 3..<15)
            let number = reader.read(littleEndian: UInt32.self)
            #expect(number == 0x0102_0304)
            let negative = reader.read(littleEndian: Int64.self)
            #expect(negative == -2)
            let none = reader.read(littleEndian: UInt8.self)
            #expect(none == nil)
        }
    }

    @Test("tell when the memory cannot grow")
    func noRoom() {
        run {
            var writer = StableWriter(at: 1 << 45)
            writer.write([1])
            let isWritten = writer.finish()
            #expect(!isWritten)
        }
        #expect(canister.stableMemory.byteCount == 0)
    }

    @Test("have another checksum for each changed byte")
    func checksum() {
        let bytes = bytes(100)
        var seen: Set<UInt64> = []
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                var reader = StableReader(changed)
                seen.insert(reader.checksum())
            }
        }
        var reader = StableReader(bytes)
        seen.insert(reader.checksum())
        // No two of them have the same one either.
        #expect(seen.count == 801)
    }
}
