/// The compression function of SHA-256 (FIPS 180-4, section 6.2.2), written for engines that charge by the operator.
///
/// Sixteen rounds are straight code on local variables: the message schedule is sixteen of them, replaced in place.
/// That code runs four times a block. Straight code for all 64 rounds costs 5 % fewer operators, and three times the
/// bytes.
extension ChainingState {
    /// Takes in consecutive blocks of 64 bytes.
    ///
    /// - Precondition: `blockCount` whole blocks stand at `address`, aligned or not.
    @inline(never)
    mutating func absorb(_ address: UnsafeRawPointer, blockCount: Int) {
        withUnsafeMutableBytes(of: &roundConstants) { table in
            guard let constants = table.baseAddress else { return }
            var block = address
            var left = blockCount
            while left > 0 {
                var schedule = MessageSchedule(block)
                var working = WorkingVariables(self)
                var offset = 0
                while true {
                    working.mixSixteen(schedule, UnsafeRawPointer(constants + offset))
                    offset &+= 64
                    if offset == 256 { break }
                    schedule.advance()
                }
                working.add(to: &self)
                block += 64
                left &-= 1
            }
        }
    }
}

/// The constants of the 64 rounds, sixteen words a part (FIPS 180-4, section 4.2.2).
///
/// A variable that nothing changes, because the compiler lends out a constant as a copy; and visible outside of the
/// module, because it would see that nothing changes it.
@usableFromInline nonisolated(unsafe) var roundConstants: (SixteenWords, SixteenWords, SixteenWords, SixteenWords) = (
    (
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
        0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
        0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174
    ),
    (
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
        0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967
    ),
    (
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
        0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
        0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070
    ),
    (
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
        0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
        0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    )
)

@usableFromInline typealias SixteenWords = (
    UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32,
    UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32
)

/// Sixteen words of the message schedule: those of the rounds under way.
private struct MessageSchedule {
    var w0: UInt32, w1: UInt32, w2: UInt32, w3: UInt32
    var w4: UInt32, w5: UInt32, w6: UInt32, w7: UInt32
    var w8: UInt32, w9: UInt32, w10: UInt32, w11: UInt32
    var w12: UInt32, w13: UInt32, w14: UInt32, w15: UInt32

    /// Reads the words of a block, which stand most significant byte first.
    @inline(__always)
    init(_ block: UnsafeRawPointer) {
        w0 = bigEndianWord(block, 0)
        w1 = bigEndianWord(block, 4)
        w2 = bigEndianWord(block, 8)
        w3 = bigEndianWord(block, 12)
        w4 = bigEndianWord(block, 16)
        w5 = bigEndianWord(block, 20)
        w6 = bigEndianWord(block, 24)
        w7 = bigEndianWord(block, 28)
        w8 = bigEndianWord(block, 32)
        w9 = bigEndianWord(block, 36)
        w10 = bigEndianWord(block, 40)
        w11 = bigEndianWord(block, 44)
        w12 = bigEndianWord(block, 48)
        w13 = bigEndianWord(block, 52)
        w14 = bigEndianWord(block, 56)
        w15 = bigEndianWord(block, 60)
    }

    /// Replaces the words of sixteen rounds by those of the next sixteen.
    @inline(__always)
    mutating func advance() {
        extend(&w0, w1, w9, w14)
        extend(&w1, w2, w10, w15)
        extend(&w2, w3, w11, w0)
        extend(&w3, w4, w12, w1)
        extend(&w4, w5, w13, w2)
        extend(&w5, w6, w14, w3)
        extend(&w6, w7, w15, w4)
        extend(&w7, w8, w0, w5)
        extend(&w8, w9, w1, w6)
        extend(&w9, w10, w2, w7)
        extend(&w10, w11, w3, w8)
        extend(&w11, w12, w4, w9)
        extend(&w12, w13, w5, w10)
        extend(&w13, w14, w6, w11)
        extend(&w14, w15, w7, w12)
        extend(&w15, w0, w8, w13)
    }
}

/// The eight working variables of the rounds.
private struct WorkingVariables {
    var a, b, c, d, e, f, g, h: UInt32

    /// `b ^ c`, which the round before has as its `a ^ b`: the majority of three words costs one operation less so.
    var bXorC: UInt32

    @inline(__always)
    init(_ state: ChainingState) {
        a = state.a
        b = state.b
        c = state.c
        d = state.d
        e = state.e
        f = state.f
        g = state.g
        h = state.h
        bXorC = state.b ^ state.c
    }

    @inline(__always)
    func add(to state: inout ChainingState) {
        state.a &+= a
        state.b &+= b
        state.c &+= c
        state.d &+= d
        state.e &+= e
        state.f &+= f
        state.g &+= g
        state.h &+= h
    }

    /// Sixteen rounds: the names of the variables move on by one in each, instead of their values.
    @inline(__always)
    mutating func mixSixteen(_ w: MessageSchedule, _ constants: UnsafeRawPointer) {
        round(a, b, c, &d, e, f, g, &h, w.w0 &+ constants.load(fromByteOffset: 0, as: UInt32.self), &bXorC)
        round(h, a, b, &c, d, e, f, &g, w.w1 &+ constants.load(fromByteOffset: 4, as: UInt32.self), &bXorC)
        round(g, h, a, &b, c, d, e, &f, w.w2 &+ constants.load(fromByteOffset: 8, as: UInt32.self), &bXorC)
        round(f, g, h, &a, b, c, d, &e, w.w3 &+ constants.load(fromByteOffset: 12, as: UInt32.self), &bXorC)
        round(e, f, g, &h, a, b, c, &d, w.w4 &+ constants.load(fromByteOffset: 16, as: UInt32.self), &bXorC)
        round(d, e, f, &g, h, a, b, &c, w.w5 &+ constants.load(fromByteOffset: 20, as: UInt32.self), &bXorC)
        round(c, d, e, &f, g, h, a, &b, w.w6 &+ constants.load(fromByteOffset: 24, as: UInt32.self), &bXorC)
        round(b, c, d, &e, f, g, h, &a, w.w7 &+ constants.load(fromByteOffset: 28, as: UInt32.self), &bXorC)
        round(a, b, c, &d, e, f, g, &h, w.w8 &+ constants.load(fromByteOffset: 32, as: UInt32.self), &bXorC)
        round(h, a, b, &c, d, e, f, &g, w.w9 &+ constants.load(fromByteOffset: 36, as: UInt32.self), &bXorC)
        round(g, h, a, &b, c, d, e, &f, w.w10 &+ constants.load(fromByteOffset: 40, as: UInt32.self), &bXorC)
        round(f, g, h, &a, b, c, d, &e, w.w11 &+ constants.load(fromByteOffset: 44, as: UInt32.self), &bXorC)
        round(e, f, g, &h, a, b, c, &d, w.w12 &+ constants.load(fromByteOffset: 48, as: UInt32.self), &bXorC)
        round(d, e, f, &g, h, a, b, &c, w.w13 &+ constants.load(fromByteOffset: 52, as: UInt32.self), &bXorC)
        round(c, d, e, &f, g, h, a, &b, w.w14 &+ constants.load(fromByteOffset: 56, as: UInt32.self), &bXorC)
        round(b, c, d, &e, f, g, h, &a, w.w15 &+ constants.load(fromByteOffset: 60, as: UInt32.self), &bXorC)
    }
}

@inline(__always)
private func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
    _ constantAndWord: UInt32, _ bXorC: inout UInt32
) {
    let choice = g ^ (e & (f ^ g))
    let mixed = h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ choice &+ constantAndWord
    let aXorB = a ^ b
    let majority = b ^ (aXorB & bXorC)
    d &+= mixed
    h = mixed &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ majority
    bXorC = aXorB
}

@inline(__always)
private func extend(_ oldest: inout UInt32, _ next: UInt32, _ tenth: UInt32, _ fifteenth: UInt32) {
    let sigma0 = rotate(next, 7) ^ rotate(next, 18) ^ (next &>> 3)
    let sigma1 = rotate(fifteenth, 17) ^ rotate(fifteenth, 19) ^ (fifteenth &>> 10)
    oldest = oldest &+ sigma0 &+ tenth &+ sigma1
}

