import Bytes
import Testing
import WebSocketProtocol

@testable import icws

@Suite("What the tampering relay does to frames")
struct TamperingTests {
    private let frames: [[UInt8]] = (0..<4).map { number in
        RelayedMessage(key: [107], content: [1, number], certificate: [2], tree: [3]).encoded
    }

    private func changed(_ tampering: Tampering, after untouched: Int = 1) -> [[UInt8]] {
        var tamperer = FrameTamperer(tampering, after: untouched)
        return frames.flatMap { tamperer.frames(for: $0) }
    }

    @Test("is one thing, once, after those that are left alone")
    func once() throws {
        #expect(changed(.swap) == [frames[0], frames[2], frames[1], frames[3]])
        #expect(changed(.drop) == [frames[0], frames[2], frames[3]])
        #expect(changed(.replay) == [frames[0], frames[1], frames[1], frames[2], frames[3]])
        let flipped = changed(.flip)
        #expect(flipped.count == 4 && flipped[0] == frames[0] && flipped[2...] == frames[2...])
        let pairs = zip(flipped[1], frames[1])
        #expect(flipped[1].count == frames[1].count)
        #expect(pairs.reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount } == 1)
    }

    @Test("is nothing where too few frames come")
    func early() {
        for tampering in Tampering.allCases { #expect(changed(tampering, after: 4) == frames) }
    }
}
