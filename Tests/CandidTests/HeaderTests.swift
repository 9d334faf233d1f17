import Candid
import Testing

@Suite("Headers of messages")
struct HeaderTests {
    private func reason(_ digits: String, quota: DecodingQuota = .default) -> CandidError.Reason? {
        errorOf { () throws(CandidError) in try decodeNothing(didl(digits), quota: quota) }?.reason
    }

    @Test(
        "Numbers need not be in their shortest form",
        arguments: [
            "8000 00", "00 8000", "00 808080808080808080808080808000",
            "00 01 ff7f", "01 ee7f 7f 00", "01 6e ff7f 00", "01 6c 8100 8000 7f 00",
        ])
    func overlongNumbers(digits: String) throws { try decodeNothing(didl(digits)) }

    @Test("Types that nothing refers to are fine, and equal ones too")
    func unusedTypes() throws {
        try decodeNothing(didl("03 6e7f 6e7f 6d02 00"))
        try decodeNothing(didl("01 6e00 00"))
        try decodeNothing(didl("02 6c010001 6d00 00"))
    }

    @Test("A type table holds composite types alone")
    func tableEntries() {
        #expect(reason("01 00 00") == .invalidTypeOpcode(0))
        #expect(reason("02 6e7f 00 00") == .invalidTypeOpcode(0))
        #expect(reason("01 7f 00") == .invalidTypeOpcode(-1))
        #expect(reason("01 68 00") == .invalidTypeOpcode(-24))
        #expect(reason("01 6f 00") == .invalidTypeOpcode(-17))
    }

    @Test("Types refer to entries and primitive types alone")
    func typeReferences() {
        #expect(reason("02 6e01 00 00") == .invalidTypeOpcode(0))
        #expect(reason("01 6e01 00") == .invalidTypeReference(1, entries: 1))
        #expect(reason("00 01 6e 7f 00") == .invalidTypeReference(-18, entries: 0))
        #expect(reason("00 01 00") == .invalidTypeReference(0, entries: 0))
        #expect(reason("00 01 67") == .invalidTypeReference(-25, entries: 0))
        #expect(reason("01 6e 6c 00") == .invalidTypeReference(-20, entries: 1))
    }

    @Test("Field ids ascend strictly and have 32 bits")
    func fieldIDs() {
        #expect(reason("01 6c02 017f 007f 00") == .fieldIDsNotAscending(previous: 1, id: 0))
        #expect(reason("01 6b02 017f 017f 00") == .fieldIDsNotAscending(previous: 1, id: 1))
        #expect(reason("01 6c02 ffffffff0f7f ffffffff0f7f 00") == .fieldIDsNotAscending(previous: .max, id: .max))
        #expect(reason("01 6c01 ffffffff0f7f 00") == nil)
        #expect(reason("01 6c01 80808080107f 00") == .numberTooLarge)
        #expect(reason("01 6c01 ffffffffffffffffffff7f7f 00") == .numberTooLarge)
    }

    @Test func functions() {
        #expect(reason("01 6a 00 00 00 00") == nil)
        #expect(reason("01 6a 01 7d 02 7e 00 01 01 00") == nil)
        #expect(reason("01 6a 00 00 02 01 02 00") == nil)
        #expect(reason("01 6a 00 00 01 03 00") == nil)
        #expect(reason("01 6a 00 00 01 00 00") == .invalidAnnotation(0))
        #expect(reason("01 6a 00 00 01 04 00") == .invalidAnnotation(4))
        #expect(reason("01 6a 01 05 00 00 00") == .invalidTypeReference(5, entries: 1))
    }

    @Test("Methods ascend by their names and are functions")
    func services() {
        #expect(reason("02 6a000000 69 02 0161 00 0162 00 00") == nil)
        #expect(reason("02 69 02 0161 01 0162 01 6a000000 00") == nil)
        #expect(reason("02 6a000000 69 02 0162 00 0161 00 00") == .methodNamesNotAscending)
        #expect(reason("02 6a000000 69 02 0161 00 0161 00 00") == .methodNamesNotAscending)
        #expect(reason("02 6a000000 69 01 01ff 00 00") == .invalidUTF8)
        #expect(reason("01 69 01 0161 7d 00") == .methodIsNotFunction)
        #expect(reason("01 69 01 0161 00 00") == .methodIsNotFunction)
        #expect(reason("02 6e7f 69 01 0161 00 00") == .methodIsNotFunction)
    }

    @Test("Lengths are not above what is left")
    func lengths() {
        #expect(reason("8094ebdc03 00") == .truncated(needed: 1_000_000_000, remaining: 1))
        #expect(reason("00 8094ebdc03") == .truncated(needed: 1_000_000_000, remaining: 0))
        #expect(reason("01 6c 05 007f 00") == .truncated(needed: 5, remaining: 3))
        #expect(reason("01 67 05 00") == .truncated(needed: 5, remaining: 1))
        #expect(reason("01 69 01 7f 61") == .truncated(needed: 127, remaining: 1))
        #expect(reason("01") == .truncated(needed: 1, remaining: 0))
        #expect(reason("ffffffffffffffffff7f") == .numberTooLarge)
    }

    @Test func nothingMayFollow() {
        #expect(reason("00 00 00") == .trailingBytes(1))
        #expect(reason("00 01 7e 01 0000") == .trailingBytes(2))
    }

    @Test("Tables of any size are parsed, up to the quota")
    func largeTables() throws {
        // More words than any first guess has room for.
        let entries = String(repeating: "6c0200010101", count: 9_000)
        try decodeNothing(didl("a846" + entries + "00"))
        #expect(
            reason("914e" + String(repeating: "6e00", count: 10_001) + "00")
                == .quotaExceeded(.typeEntries, limit: 10_000))
        var quota = DecodingQuota()
        quota.typeMembers = 3
        try decodeNothing(didl("01 6c03 007f 017f 027f 00"), quota: quota)
        #expect(reason("01 6c03 007f 017f 027f 01 7f", quota: quota) == .quotaExceeded(.typeMembers, limit: 3))
    }

    @Test func magicBytes() {
        #expect(errorOf { () throws(CandidError) in try decodeNothing([]) }?.reason == .magic)
        #expect(errorOf { () throws(CandidError) in try decodeNothing(Array("DIDX\0\0".utf8)) }?.reason == .magic)
    }

    @Test("The types of a message can be looked at")
    func typeGraph() throws {
        let decoder = try CandidDecoder(didl("04 6c02 007d 0301 6e71 6a 0171 0100 01 01 69 01 0161 02 02 00 03"))
        let types = decoder.types
        #expect(decoder.argumentCount == 2)
        #expect(types.count == 4)
        let record = try #require(try decoder.nextArgument())
        #expect(types.kind(of: record) == .record)
        #expect(record.index == 0)
        #expect(types.memberCount(of: record) == 2)
        #expect(types.field(of: record, at: 0) == (0, .nat))
        let option = types.field(of: record, at: 1)
        #expect(option.id == 3)
        #expect(types.kind(of: option.type) == .opt)
        #expect(types.element(of: option.type) == .text)
        #expect(types.element(of: record) == nil)
        let service = try #require(try decoder.nextArgument())
        let method = types.method(of: service, at: 0)
        #expect(method.name == Array("a".utf8))
        let function = try #require(types.function(of: method.type))
        #expect(function.argumentCount == 1)
        #expect(function.resultCount == 1)
        #expect(function.annotations == .query)
        #expect(types.argument(function, at: 0) == .text)
        #expect(types.result(function, at: 0) == record)
    }
}
