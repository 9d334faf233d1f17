import Candid
import ICProtocol
import Testing
import TestSupport

@Suite("The effective canister id")
struct EffectiveCanisterTests {
    private let canister = principal("00000000000000000101")
    private let other = principal("00000000000000010101")

    /// Candid that other implementations made.
    private static let canisterArgument = bytes("4449444c016c01b3c4b1f204680100010a00000000000000000101")
    private static let installArgument = bytes(
        "4449444c046c04d6fca70201a79fc97e02e3a683c30403b3c4b1f204686d7b6d7b6b03c8bb8a707f9ce9c699067f9baaebec087f010006"
            + "4449444c0000080061736d0100000002010a00000000000000000101")
    private static let provisionalArgument = bytes(
        "4449444c036c02cae5edbc0c01d8a38ca80d026e686e7d0100000180a094a58d1d")

    private func refusal(
        _ method: String, _ argument: [UInt8], of target: Principal = .managementCanister,
        _ kind: RequestContent.Kind = .call, at destination: Endpoint.Destination
    ) -> RequestRefusal? {
        let request = CanisterRequest(terms: Vectors.terms(), canister: target, method: method, argument: argument)
        let content = kind == .call ? RequestContent.call(request) : .query(request)
        do throws(RequestRefusal) {
            _ = try EnvelopeVerifier().verify(
                Envelope(content: content), sentTo: Endpoint(kind, at: destination), at: Vectors.time)
            return nil
        } catch {
            return error
        }
    }

    @Test("is that of the canister that is called")
    func plainCalls() {
        #expect(refusal("hello", [], of: canister, at: .canister(canister)) == nil)
        #expect(refusal("hello", [], of: canister, .query, at: .canister(canister)) == nil)
        let refused = refusal("hello", [], of: canister, at: .canister(other))
        #expect(refused == .otherEffectiveCanister(specified: canister, effective: other))
        #expect(
            refused?.description == "Specified CanisterId \(canister.text) does not match effective canister id in URL "
                + other.text)
        #expect(refusal("hello", [], of: canister, at: .canister(.managementCanister)) != nil)
    }

    @Test("of calls of the management canister stands in a field of the argument")
    func management() {
        for (method, argument) in [
            ("start_canister", Self.canisterArgument), ("install_code", Self.installArgument),
        ] {
            #expect(refusal(method, argument, at: .canister(canister)) == nil)
            #expect(
                refusal(method, argument, at: .canister(other))
                    == .otherEffectiveCanister(specified: canister, effective: other))
        }
        #expect(refusal("canister_status", Self.canisterArgument, .query, at: .canister(canister)) == nil)
        // Chunks belong to one canister, and the code that they make to another.
        let chunked = Self.argument("target_canister", canister)
        #expect(refusal("install_chunked_code", chunked, at: .canister(canister)) == nil)
        #expect(refusal("install_chunked_code", chunked, .query, at: .canister(canister)) != nil)
        #expect(refusal("install_code", chunked, at: .canister(canister)) != nil)
    }

    @Test("of calls that make canisters is any, and so is that of queries for lists of them")
    func any() {
        for id in [canister, other, .managementCanister] {
            #expect(
                refusal("provisional_create_canister_with_cycles", Self.provisionalArgument, at: .canister(id)) == nil)
            #expect(refusal("create_canister", [], at: .canister(id)) == nil)
            #expect(refusal("list_canisters", [], .query, at: .canister(id)) == nil)
        }
        #expect(refusal("list_canisters", [], at: .canister(canister)) != nil)
        #expect(refusal("create_canister", [], of: canister, at: .canister(other)) != nil)
    }

    @Test(
        "that an argument does not tell is a reason to refuse, in words",
        arguments: [
            ("raw_rand", "4449444c0000"), ("start_canister", ""), ("start_canister", "4449444c"),
            ("start_canister", "4449444c00017105"), ("start_canister", "4449444c016c01b3c4b1f20471010001ff"),
        ])
    func refusesArguments(method: String, argument: String) {
        let refused = refusal(method, bytes(argument), at: .canister(canister))
        let prefix =
            "The call of '\(method)' of the management canister does not tell its effective canister id in the field "
        #expect(refused?.description.hasPrefix(prefix + "'canister_id': ") == true)
    }

    @Test("is no matter at the address of a subnet, which takes but two methods")
    func subnets() {
        let subnet = Endpoint.Destination.subnet(other)
        #expect(refusal("create_canister", [], at: subnet) == nil)
        #expect(refusal("list_canisters", [], .query, at: subnet) == nil)
        for (method, target) in [("start_canister", Principal.managementCanister), ("create_canister", canister)] {
            #expect(
                refusal(method, Self.canisterArgument, of: target, at: subnet)
                    == .notForSubnets(method: method, of: target))
        }
    }

    @Test("is found behind megabytes of code")
    func largeArgument() {
        let blob = [UInt8](repeating: 0x61, count: 2 << 20)
        // record { wasm_module : blob; canister_id : principal }
        let type = bytes("4449444c026c02") + Self.field("wasm_module") + [1] + Self.field("canister_id") + [0x68]
        let argument =
            type + [0x6d, 0x7b, 1, 0] + Self.leb128(UInt64(blob.count)) + blob + [1, 10] + canister.bytes
        #expect(refusal("install_code", argument, at: .canister(canister)) == nil)
    }

    private static func argument(_ name: String, _ principal: Principal) -> [UInt8] {
        bytes("4449444c016c01") + field(name) + [0x68, 1, 0, 1, UInt8(principal.count)] + principal.bytes
    }

    private static func field(_ name: String) -> [UInt8] { leb128(UInt64(fieldID(of: name))) }

    private static func leb128(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + leb128(value >> 7)
    }
}
