import Candid
import Testing

@Suite("Messages that ask too much")
struct QuotaTests {
    private func failure(_ digits: String, quota: DecodingQuota = .default) -> CandidError.Reason? {
        errorOf { () throws(CandidError) in try decodeNothing(didl(digits), quota: quota) }?.reason
    }

    @Test(
        "Billions of values without size",
        arguments: [
            "01 6d7f 01 00 8094ebdc03", "02 6d01 6c00 01 00 80ade204", "03 6d01 6c02 0002 0102 6c00 01 00 80ade204",
            "01 6d70 01 00 8094ebdc03",
        ])
    func valuesWithoutSize(digits: String) {
        let limit = CandidError.Reason.quotaExceeded(.zeroSizedElements, limit: 10_000)
        #expect(failure(digits) == limit)
        #expect(errorDecoding(didl(digits), as: [Nat?].self)?.reason == limit)
        #expect(errorDecoding(didl(digits), as: Nat?.self)?.reason == limit)
    }

    @Test("A thousand nulls are fine")
    func someNulls() throws {
        let message = didl("01 6d7f 01 00 e807")
        try decodeNothing(message)
        #expect(try decode(message, as: [Null].self).count == 1000)
        #expect(try decode(message, as: [Nat?].self) == [Nat?](repeating: nil, count: 1000))
    }

    @Test("Lengths of values are not above what is left")
    func lengths() {
        #expect(failure("00 01 71 8094ebdc03 4d6f746f6b6f") == .truncated(needed: 1_000_000_000, remaining: 6))
        #expect(
            errorDecoding(didl("00 01 71 8094ebdc03 4d"), as: Text.self)?.reason
                == .truncated(needed: 1_000_000_000, remaining: 1))
        #expect(
            errorDecoding(didl("01 6d7b 01 00 8094ebdc03 4d"), as: Blob.self)?.reason
                == .truncated(needed: 1_000_000_000, remaining: 1))
        #expect(
            errorDecoding(didl("01 6d78 01 00 02 0102030405060708"), as: [UInt64].self)?.reason
                == .truncated(needed: 16, remaining: 8))
        #expect(failure("01 6d78 01 00 02 0102030405060708") == .truncated(needed: 16, remaining: 8))
        #expect(errorDecoding(didl("01 6d7b 01 00 ffffffffffffffffff01"), as: Blob.self) != nil)
        #expect(failure("01 6d7f 01 00 ffffffffffffffffff01") != nil)
        #expect(failure("00 01 68 01 1e" + String(repeating: "00", count: 30)) == .principalTooLong(30))
    }

    @Test("Records that double twenty times")
    func doublingRecords() {
        var digits = "15"
        for index in 0..<20 { digits += "6c02 00" + byte(index + 1) + "01" + byte(index + 1) }
        digits += "6c01 007f 01 00"
        #expect(failure(digits) == .quotaExceeded(.skipping, limit: 10_000 + didl(digits).count))
        #expect(errorDecoding(didl(digits), as: Unit.self)?.isMismatch == false)
        // Whether an element of this type takes bytes is asked before any is read.
        var vector = "16"
        for index in 0..<20 { vector += "6c02 00" + byte(index + 1) + "01" + byte(index + 1) }
        vector += "6c01 007f 6d00 01 15 00"
        #expect(failure(vector) == .quotaExceeded(.work, limit: 100_000 + 4 * didl(vector).count))
    }

    @Test("Values that nest without measure")
    func depth() throws {
        let limit = CandidError.Reason.quotaExceeded(.depth, limit: 256)
        let deep = String(repeating: "01", count: 100_000) + "00"
        #expect(failure("01 6e00 01 00" + deep) == limit)
        #expect(errorDecoding(didl("01 6e00 01 00" + deep), as: Endless.self)?.reason == limit)
        try decodeNothing(didl("01 6e00 01 00" + String(repeating: "01", count: 250) + "00"))
        // Variants and vectors of themselves.
        #expect(failure("01 6b01 0000 01 00" + String(repeating: "00", count: 100_000)) == limit)
        #expect(failure("01 6d00 01 00" + deep) == limit)
        let list = List([Int64](repeating: 1, count: 200))
        #expect(errorDecoding(CandidEncoder.encode(list), as: List.self)?.reason == limit)
        var quota = DecodingQuota()
        quota.depth = 1000
        #expect(try decode(CandidEncoder.encode(list), as: List.self, quota: quota) == list)
    }

    @Test("Depth is given back by what encloses it")
    func depthOfSiblings() throws {
        let values = [NumberedTag<Two>](repeating: NumberedTag(1), count: 5_000)
        #expect(try decode(CandidEncoder.encode(values), as: [NumberedTag<Two>].self) == values)
        let options = [Bool??](repeating: .some(true), count: 5_000)
        #expect(try decode(CandidEncoder.encode(options), as: [Bool??].self) == options)
        #expect(try decode(CandidEncoder.encode(options), as: [Text??].self).count == 5_000)
        let nested = [Tuple2<NumberedTag<Two>, [UInt8?]>](
            repeating: Tuple2(NumberedTag(0), [1, nil]), count: 2_000)
        #expect(try decode(CandidEncoder.encode(nested), as: [Tuple2<NumberedTag<Two>, [UInt8?]>].self) == nested)
    }

    @Test("Depth is given back within what is skipped")
    func depthOfSkippedSiblings() throws {
        try decodeNothing(CandidEncoder.encode([[UInt8]](repeating: [1], count: 5_000)))
        try decodeNothing(CandidEncoder.encode([NumberedTag<Two>](repeating: NumberedTag(1), count: 5_000)))
        let nested = [Tuple2<NumberedTag<Two>, [[UInt8]]>](repeating: Tuple2(NumberedTag(0), [[1], []]), count: 2_000)
        try decodeNothing(CandidEncoder.encode(nested))
        // The same of what does not fit an option.
        #expect(try decode(CandidEncoder.encode([[UInt8]](repeating: [1], count: 5_000)), as: Text?.self) == nil)
    }

    @Test("Fields are work where a vector asks whether its elements have a size")
    func wideRecordsWithoutSize() {
        var digits = "02 6c 8008"
        for id in 0..<1_024 { digits += byte(id & 0x7f | 0x80) + byte(id >> 7) + "7f" }
        digits += "6d00 8008" + String(repeating: "01", count: 1_024) + String(repeating: "00", count: 1_024)
        #expect(failure(digits) == .quotaExceeded(.work, limit: 100_000 + 4 * didl(digits).count))
    }

    @Test("Options that do not fit, within options that do not fit")
    func nestedRecovery() {
        // Each level reads all that is inside it, finds a field missing, and skips it again.
        let levels = 100
        var digits = "02 6c01 0001 6e00 01 00"
        digits += String(repeating: "01", count: levels) + "00"
        let message = didl(digits)
        var quota = DecodingQuota()
        quota.work = 2_000
        quota.workPerByte = 0
        quota.skipping = .max
        quota.skippingPerByte = 0
        #expect(errorDecoding(message, as: Unfit.self, quota: quota)?.reason == .quotaExceeded(.work, limit: 2_000))
        quota.work = 200_000
        #expect(errorDecoding(message, as: Unfit.self, quota: quota)?.reason == .missingField(id: 1, name: "1"))
    }

    @Test("Each limit can be set")
    func limits() throws {
        let message = CandidEncoder.encode([Text](repeating: "a", count: 100))
        var quota = DecodingQuota()
        quota.skipping = 50
        quota.skippingPerByte = 0
        #expect(
            errorOf { () throws(CandidError) in try decodeNothing(message, quota: quota) }?.reason
                == .quotaExceeded(.skipping, limit: 50))
        #expect(try decode(message, as: [Text].self, quota: quota).count == 100)
        let number = CandidEncoder.encode(Nat(UInt64.max))
        quota = DecodingQuota()
        quota.numberBytes = 9
        #expect(errorDecoding(number, as: Nat.self, quota: quota)?.reason == .quotaExceeded(.numberBytes, limit: 9))
        #expect(errorDecoding(number, as: Integer.self, quota: quota)?.reason == .quotaExceeded(.numberBytes, limit: 9))
        try decodeNothing(number, quota: quota)
    }

    @Test("A number of any length is skipped")
    func longNumbers() throws {
        let digits = String(repeating: "ff", count: 50_000) + "01"
        try decodeNothing(didl("00 01 7d" + digits))
        #expect(
            errorDecoding(didl("00 01 7d" + digits), as: Nat.self)?.reason
                == .quotaExceeded(.numberBytes, limit: 8_192))
    }

    private func byte(_ value: Int) -> String { value < 16 ? "0" + String(value, radix: 16) : String(value, radix: 16) }
}

/// `type Unfit = record { 0 : opt Unfit; 1 : bool }`, whose second field the messages here lack.
private final class Unfit: CandidDecodable {
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        let _: Unfit? = try decoder.field(0, "0", of: &fields)
        let _: Bool = try decoder.field(1, "1", of: &fields)
        try decoder.end(&fields)
    }
}
