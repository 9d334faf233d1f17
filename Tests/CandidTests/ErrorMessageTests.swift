import Bytes
import Candid
import Testing
import TestSupport

@Suite("Messages of errors")
struct ErrorMessageTests {
    private func message(_ bytes: [UInt8]) -> String {
        errorDecoding(bytes, as: ServiceMessage.self)?.description ?? "no error"
    }

    @Test("They begin as those of the released Rust library")
    func beginnings() {
        #expect(message([]).hasPrefix("Cannot parse header "))
        #expect(message(bytes("67617262616765")).hasPrefix("Cannot parse header 67617262616765"))
        #expect(message(bytes("4449444c")).hasPrefix("Cannot parse header 4449444c"))
        #expect(message(bytes("4449444c0000")).hasPrefix("No more values on the wire"))
        #expect(message(bytes("4449444c0001780100000000000000")).hasPrefix("Fail to decode argument 0"))
        let open = MessageVector.serviceOpen.outermostFirst
        #expect(message(open + [0]).hasPrefix("Trailing value after finishing deserialization"))
        #expect(message(open.dropLast() + []).hasPrefix("Fail to decode argument 0"))
        #expect(message(CandidEncoder.encode(Text("app"))).hasPrefix("Fail to decode argument 0"))
        #expect(message(CandidEncoder.encode(NumberedTag<Two>(0))).hasPrefix("Fail to decode argument 0"))
    }

    @Test("They tell what was expected, what was found, and where")
    func details() {
        #expect(
            errorDecoding(CandidEncoder.encode(Nat(1)), as: GetMessagesArguments.self)?.description
                == "Fail to decode argument 0: expected record, found nat at byte offset 7")
        #expect(
            errorDecoding(CandidEncoder.encode(Unit()), as: GetMessagesArguments.self)?.description
                == "Fail to decode argument 0: field nonce (id 2680573167) is missing and its type is not opt, null, "
                + "or reserved at byte offset 9")
        #expect(
            errorDecoding(didl("00 01 7e 02"), as: Bool.self)?.description
                == "Fail to decode argument 0: bool is 2, expected 0 or 1 at byte offset 8")
        #expect(
            errorOf { () throws(CandidError) in try decodeNothing(didl("01 00 00")) }?.description
                == "Cannot parse header 4449444c010000: type table has opcode 0, expected a composite type, -18 to -23"
                + " at byte offset 6")
        #expect(
            errorDecoding(didl("01 6d7f 01 00 8094ebdc03"), as: [Null].self)?.description
                == "Fail to decode argument 0: message needs more than the decoding quota allows, 10000 elements "
                + "without size at byte offset 14")
    }

    @Test("A header is shown up to a limit")
    func longHeaders() {
        let description = errorOf { () throws(CandidError) in
            try decodeNothing([UInt8](repeating: 0xab, count: 5000))
        }?.description
        #expect(description?.contains(String(repeating: "ab", count: 256) + "...: expected the bytes") == true)
    }

    @Test("Every reason has words of its own")
    func everyReason() {
        let reasons: [CandidError.Reason] = [
            .mismatch(expected: .nat, found: .future), .missingField(id: 1, name: "a"), .unexpectedTag(id: 2),
            .notASubtype(.function), .truncated(needed: 1, remaining: 0), .magic, .numberTooLarge,
            .invalidTypeOpcode(-1), .invalidTypeReference(7, entries: 1), .fieldIDsNotAscending(previous: 2, id: 1),
            .methodNamesNotAscending, .methodIsNotFunction, .invalidAnnotation(9), .invalidBool(2), .invalidOption(2),
            .invalidUTF8, .invalidTagPosition(5, count: 2), .opaqueReference(0), .principalTooLong(30), .emptyValue,
            .trailingBytes(3), .quotaExceeded(.work, limit: 1), .quotaExceeded(.skipping, limit: 1),
            .quotaExceeded(.depth, limit: 1), .quotaExceeded(.typeEntries, limit: 1),
            .quotaExceeded(.typeMembers, limit: 1), .quotaExceeded(.zeroSizedElements, limit: 1),
            .quotaExceeded(.numberBytes, limit: 1), .quotaExceeded(.messageBytes, limit: 1), .missingArgument,
            .invalidValue("a rule of the receiver"),
        ]
        let texts = reasons.map { CandidError($0, offset: 12, part: .argument(3)).description }
        #expect(Set(texts).count == texts.count)
        for text in texts {
            #expect(text.hasPrefix("Fail to decode argument 3: "))
            #expect(text.hasSuffix(" at byte offset 12"))
            #expect(text.count > 50)
        }
    }
}
