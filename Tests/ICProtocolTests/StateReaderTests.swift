import CBOR
import Candid
import Certification
import ICCertificates
import ICProtocol
import Testing
import TestSupport

@Suite("A reader of the certified state")
struct StateReaderTests {
    private let canister = principal("00000000000000000101")
    private let subnet = Vectors.sender
    private let id = RequestContent.call(Vectors.request()).requestID

    private func reader(_ values: [([[UInt8]], [UInt8])], keeping: [[[UInt8]]]? = nil) throws -> StateReader {
        var state = StateTree()
        for (path, value) in values { state.insert(value, at: path) }
        let tree = state.hashTree
        return try StateReader(keeping.map { tree.pruned(keeping: $0) } ?? tree)
    }

    private func label(_ text: String) -> [UInt8] { StatePath.label(text) }

    @Test("tells how far a call has come")
    func requestStatus() throws {
        let path = StatePath.requestStatus(of: id)
        func status(_ fields: [String: [UInt8]]) throws -> RequestStatus {
            try reader(fields.map { (path + [label($0.key)], $0.value) } + [(StatePath.time, [1])])
                .requestStatus(of: id)
        }
        func text(_ text: String) -> [UInt8] { [UInt8](text.utf8) }
        #expect(try status(["status": text("received")]) == .received)
        #expect(try status(["status": text("processing")]) == .processing)
        #expect(try status(["status": text("done")]) == .done)
        #expect(try status(["status": text("replied"), "reply": [1, 2]]) == .replied([1, 2]))
        #expect(
            try status(["status": text("rejected"), "reject_code": [4], "reject_message": text("no")])
                == .rejected(Rejection(code: 4, message: "no")))
        #expect(
            try status([
                "status": text("rejected"), "reject_code": [5], "reject_message": [], "error_code": text("IC0503"),
            ]) == .rejected(Rejection(code: 5, message: "", errorCode: "IC0503")))
        #expect(try status([:]) == .absent)
        #expect(RequestStatus.done.isFinal && RequestStatus.replied([]).isFinal)
        #expect(!RequestStatus.absent.isFinal && !RequestStatus.unknown.isFinal)
        let replyPath = "/request_status/0x\(hex(id.bytes))/reply"
        #expect(throws: StateError.incomplete(path: replyPath)) { try status(["status": text("replied")]) }
        let odd = #expect(throws: StateError.self) { try status(["status": text("lost")]) }
        #expect(
            odd?.description == "the certified state has something else at /request_status/0x\(hex(id.bytes))/status "
                + "than 'received', 'processing', 'replied', 'rejected' or 'done', which was expected")
        #expect(throws: StateError.self) {
            try status(["status": text("rejected"), "reject_code": [0x80], "reject_message": []])
        }
        #expect(throws: StateError.self) { try status(["status": [0xff]]) }
    }

    @Test("keeps apart what is absent and what is not shown")
    func absence() throws {
        let path = StatePath.requestStatus(of: id)
        let values = [(path + [label("status")], [UInt8]("received".utf8)), (StatePath.time, [1])]
        #expect(try reader(values, keeping: [StatePath.time]).requestStatus(of: id) == .unknown)
        #expect(try reader(values, keeping: [path]).requestStatus(of: id) == .received)
        let other = try #require(RequestID([UInt8](repeating: 0xee, count: 32)))
        let asked = StatePath.requestStatus(of: other)
        #expect(try reader(values, keeping: [asked]).requestStatus(of: other) == .absent)
        #expect(try reader(values, keeping: [asked]).time == .unknown)
        #expect(try reader(values, keeping: [[label("zzz")]]).moduleHash(of: canister) == .unknown)
        #expect(try reader(values).moduleHash(of: canister) == .absent)
    }

    @Test("reads what is known of a canister")
    func canisters() throws {
        let controllers = CBORValue.tagged(55_799, .array([.bytes([4]), .bytes(canister.bytes)])).encoded
        let reader = try reader([
            (StatePath.canister(canister, "controllers"), controllers),
            (StatePath.canister(canister, "module_hash"), [UInt8](repeating: 5, count: 32)),
            (StatePath.metadata("candid:service", of: canister), [UInt8]("service : {}".utf8)),
        ])
        #expect(try reader.controllers(of: canister) == .found([.anonymous, canister]))
        #expect(try reader.moduleHash(of: canister) == .found([UInt8](repeating: 5, count: 32)))
        #expect(try reader.metadata("candid:service", of: canister) == .found([UInt8]("service : {}".utf8)))
        #expect(try reader.metadata("candid:args", of: canister) == .absent)
        #expect(try reader.controllers(of: subnet) == .absent)
        for bad in [[0x01], [0x81, 0x61, 0x61], [0x80, 0x00], [0x81, 0x58, 30] + [UInt8](repeating: 1, count: 30)] {
            let reader = try self.reader([(StatePath.canister(canister, "controllers"), bad)])
            #expect(throws: StateError.self) { try reader.controllers(of: canister) }
        }
        let subtree = try self.reader([(StatePath.canister(canister, "module_hash") + [[1]], [1])])
        #expect(
            throws: StateError.notAValue(path: "/canister/0x00000000000000000101/module_hash")
        ) { try subtree.moduleHash(of: canister) }
    }

    @Test("reads the time, and takes no other bytes for one")
    func time() throws {
        #expect(try reader([(StatePath.time, bytes("8080a8b1e39fe7cb17"))]).time == .found(1_700_000_000_000_000_000))
        #expect(throws: StateError.malformed(path: "/time", expected: "a number in LEB128")) {
            try reader([(StatePath.time, [])]).time
        }
    }

    private func ranges(_ pairs: [(UInt8, UInt8)]) -> [UInt8] {
        CanisterRanges(pairs.map { Self.canister($0.0)...Self.canister($0.1) }).encoded
    }

    private static func canister(_ number: UInt8) -> Principal {
        (try? Principal(bytes: [0, 0, 0, 0, 0, 0, 0, number, 1, 1])) ?? .anonymous
    }

    @Test("finds a canister in the ranges of its subnet, in the form with shards")
    func shards() throws {
        let path = StatePath.rangeShards(of: subnet)
        let values = [
            (path + [Self.canister(10).bytes], ranges([(10, 19), (25, 25)])),
            (path + [Self.canister(30).bytes], ranges([(30, 39)])),
            (path + [Self.canister(50).bytes], ranges([(50, 59)])),
        ]
        let whole = try reader(values)
        for number in 0..<70 as Range<UInt8> {
            let isIn = (10...19).contains(number) || number == 25 || (30...39).contains(number)
                || (50...59).contains(number)
            #expect(try whole.isCanister(Self.canister(number), in: subnet) == .found(isIn))
        }
        guard case .found(let all) = try whole.canisterRanges(of: subnet) else {
            Issue.record("no ranges")
            return
        }
        #expect(all.ranges.count == 4)
        // A single shard, with its neighbours pruned: what it does not cover cannot be told.
        let one = try reader(values, keeping: [path + [Self.canister(30).bytes]])
        #expect(try one.isCanister(Self.canister(35), in: subnet) == .found(true))
        for number in [12, 45, 55] as [UInt8] {
            #expect(try one.isCanister(Self.canister(number), in: subnet) == .unknown)
        }
        #expect(try one.canisterRanges(of: subnet) == .unknown)
        #expect(try whole.isCanister(Self.canister(1), in: Self.canister(1)) == .absent)
    }

    @Test("finds a canister in the older form, and ranges that are none are refused")
    func olderRanges() throws {
        let path = StatePath.subnet(subnet, "canister_ranges")
        let reader = try reader([(path, ranges([(1, 3)]))])
        #expect(try reader.isCanister(Self.canister(3), in: subnet) == .found(true))
        #expect(try reader.isCanister(Self.canister(4), in: subnet) == .found(false))
        #expect(try reader.canisterRanges(of: subnet) == .found(CanisterRanges([Self.canister(1)...Self.canister(3)])))
        for bad in [[0xff], [0x81, 0x81, 0x40], [0x81, 0x82, 0x41, 2, 0x41, 1], [0x80, 0]] as [[UInt8]] {
            #expect(CanisterRanges(decoding: bad) == nil)
            let reader = try self.reader([(path, bad)])
            #expect(throws: StateError.self) { try reader.isCanister(Self.canister(3), in: subnet) }
        }
        #expect(CanisterRanges(decoding: [0x81, 0x82, 0x41, 1, 0x41, 1])?.contains(principal("01")) == true)
    }

    @Test("reads the keys of subnets and of all their nodes")
    func keys() throws {
        let (one, two) = (Self.canister(1), Self.canister(2))
        let values = [
            (StatePath.nodeKey(of: one, in: subnet), [1]), (StatePath.nodeKey(of: two, in: subnet), [2]),
            (StatePath.subnet(subnet, "public_key"), [9]),
        ] as [([[UInt8]], [UInt8])]
        let whole = try reader(values)
        #expect(try whole.publicKey(of: subnet) == .found([9]))
        #expect(try whole.nodeKeys(of: subnet) == .found([one: [1], two: [2]]))
        #expect(try whole.nodeKeys(of: one) == .absent)
        let part = try reader(values, keeping: [StatePath.nodeKey(of: one, in: subnet)])
        #expect(try part.nodeKeys(of: subnet) == .unknown)
        #expect(try part.publicKey(of: subnet) == .unknown)
    }

    @Test("does not draw conclusions from trees whose labels are out of order")
    func wellFormed() {
        let tree = HashTree.fork(.labeled([2], .leaf([])), .labeled([1], .leaf([])))
        #expect(throws: StateError.notWellFormed) { try StateReader(tree) }
    }

    @Test("finds labels that begin others, and those that begin with them")
    func prefixes() throws {
        let names = ["a", "ab", "abc", "b", "canister", "canister_ranges"]
        for asked in names {
            let paths = names.map { [label($0)] }
            let values = paths.map { ($0, $0[0]) }
            let reader = try reader(values, keeping: [[label(asked)]])
            #expect(try reader.value(at: [label(asked)]) == .found(label(asked)))
            #expect(try self.reader(values, keeping: [[label(asked + "x")]]).value(at: [label(asked + "x")]) == .absent)
        }
    }
}
