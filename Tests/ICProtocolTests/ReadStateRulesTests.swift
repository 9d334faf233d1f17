import Candid
import ICCertificates
import ICProtocol
import Testing
import TestSupport

private struct Facts: ReadStateFacts {
    let rootSubnet = principal("0102")
    var origins: [RequestID: RequestOrigin] = [:]

    func origin(of request: RequestID) -> RequestOrigin? { origins[request] }
    func isPrivateMetadata(_ name: String, of canister: Principal) -> Bool { name == "secret" }
    func isController(_ user: Principal, of canister: Principal) -> Bool { user == principal("aa02") }
}

@Suite("The rules of reading the state")
struct ReadStateRulesTests {
    private static let canister = principal("00000000000000000101")
    private static let other = principal("00000000000000020101")
    private static let subnet = principal("0102")
    private let id = RequestContent.call(Vectors.request()).requestID

    /// A path in words: parts that begin with `0x` are bytes.
    private func path(_ text: String) -> [[UInt8]] {
        text.split(separator: "/").map { part in
            part.hasPrefix("0x") ? bytes(String(part.dropFirst(2))) : [UInt8](part.utf8)
        }
    }

    private func refusal(
        _ paths: [String], sender: Principal = .anonymous,
        at destination: Endpoint.Destination = .canister(canister), targets: CanisterSet = .all,
        isVersion2: Bool = false
    ) throws -> ReadStateRefusal? {
        var facts = Facts()
        facts.origins[id] = RequestOrigin(
            sender: .anonymous, canister: Vectors.canister, destination: .canister(Self.canister))
        let content = RequestContent.readState(
            ReadStateRequest(terms: Vectors.terms(sender), paths: paths.map { path($0) }))
        let request = AuthenticRequest(
            content: content, requestID: content.requestID, destination: destination, targets: targets)
        do throws(ReadStateRefusal) {
            let revealed = try ReadStateRules(facts: facts, isVersion2: isVersion2).check(request)
            #expect(revealed == paths.map { path($0) })
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "let anyone read what concerns no one",
        arguments: [
            "time", "api_boundary_nodes", "api_boundary_nodes/0x01", "api_boundary_nodes/0x01/domain",
            "api_boundary_nodes/0x01/ipv4_address", "subnet", "subnet/0x0102", "subnet/0x05/public_key",
            "subnet/0x05/type", "subnet/0x05/node", "subnet/0x05/node/0x07", "subnet/0x05/node/0x07/public_key",
            "subnet/0x0102/canister_ranges", "canister/0x00000000000000000101/module_hash",
            "canister/0x00000000000000000101/controllers", "canister/0x00000000000000000101/metadata/candid:service",
        ])
    func allowed(text: String) throws {
        #expect(try refusal([text]) == nil)
        #expect(try refusal([text], sender: principal("bb02")) == nil)
    }

    @Test(
        "let no one read other paths",
        arguments: [
            "", "time/x", "api_boundary_nodes/0x01/port", "api_boundary_nodes/0x01/domain/x", "subnet/0x05/other",
            "subnet/0x05/public_key/x", "subnet/0x05/node/0x07/public_key/x", "subnet/0x05/node/0x07/secret_key",
            "subnet/0x05/canister_ranges", "canister_ranges", "request_status", "canister",
            "canister/0x00000000000000000101", "canister/0x00000000000000000101/certified_data",
            "canister/0x00000000000000000101/metadata", "canister/0x00000000000000000101/metadata/0xff",
            "canister/0x00000000000000000101/module_hash/x", "streams", "canister/0x"
                + String(repeating: "01", count: 30) + "/controllers",
        ])
    func refused(text: String) throws {
        let refusal = try refusal([text])
        guard case .notReadable = refusal else {
            Issue.record("\(text): \(String(describing: refusal))")
            return
        }
        #expect(refusal?.httpStatus == 400)
        // One bad path among good ones is enough.
        #expect(try self.refusal(["time", text]) != nil)
    }

    @Test("let a call's status be read by its sender, where it was sent to, with delegations that hold for it")
    func requestStatus() throws {
        let path = "request_status/0x\(hex(id.bytes))"
        for field in ["", "/status", "/reply", "/reject_code", "/reject_message", "/error_code"] {
            #expect(try refusal([path + field]) == nil)
            #expect(try refusal([path + field], sender: principal("bb02")) == .otherSender(of: id))
            #expect(try refusal([path + field], at: .canister(Self.other)) == .otherDestination(of: id))
            #expect(try refusal([path + field], at: .subnet(Self.subnet)) == .otherDestination(of: id))
            #expect(try refusal([path + field], targets: .only([Vectors.canister])) == nil)
            #expect(try refusal([path + field], targets: .only([Self.other])) == .notATarget(Vectors.canister))
        }
        #expect(try refusal([path + "/time"]) == .notReadable(path: "/request_status/0x\(hex(id.bytes))/time"))
        #expect(try refusal(["request_status/0x01"]) == .notARequestID(size: 1))
        // Of a call that is not known nothing can be told, so anyone may ask.
        let unknown = "request_status/0x" + String(repeating: "ee", count: 32)
        #expect(try refusal([unknown], sender: principal("bb02"), at: .canister(Self.other)) == nil)
        #expect(try refusal([unknown, unknown + "/status", "time"]) == nil)
        let both = try refusal([unknown, path])
        #expect(both == .severalOfOne(label: "request_status"))
        #expect(both?.description == "All paths that begin with /request_status must refer to the same id.")
        #expect(try refusal([path], sender: principal("bb02"))?.httpStatus == 403)
    }

    @Test("keep private sections to controllers, and each canister to its own address")
    func canisters() throws {
        let secret = "canister/0x00000000000000000101/metadata/secret"
        #expect(try refusal([secret]) == .privateMetadata("secret", of: Self.canister))
        #expect(try refusal([secret], sender: principal("aa02")) == nil)
        #expect(
            try refusal([secret])?.description
                == "Custom section 'secret' of canister \(Self.canister.text) can only be requested by its "
                + "controllers.")
        for field in ["module_hash", "controllers", "metadata/x"] {
            let path = "canister/0x00000000000000000101/\(field)"
            #expect(try refusal([path], at: .canister(Self.other)) == .otherCanister(Self.canister))
            #expect(try refusal([path], at: .subnet(Self.subnet)) == .otherCanister(Self.canister))
        }
    }

    @Test("keep some paths to the addresses of subnets, or to version 2")
    func subnets() throws {
        #expect(try refusal(["canister_ranges/0x05"]) == .onlyAtSubnets(path: "/canister_ranges/0x05"))
        #expect(try refusal(["canister_ranges/0x05"], at: .subnet(Self.subnet)) == nil)
        #expect(
            try refusal(["canister_ranges/0x05", "canister_ranges/0x06"], at: .subnet(Self.subnet))
                == .severalOfOne(label: "canister_ranges"))
        #expect(try refusal(["subnet/0x0102/metrics"]) == .onlyAtSubnets(path: "/subnet/0x0102/metrics"))
        #expect(try refusal(["subnet/0x0102/metrics"], at: .subnet(Self.subnet)) == nil)
        #expect(try refusal(["subnet/0x05/metrics"], at: .subnet(Self.subnet)) != nil)
        #expect(try refusal(["subnet/0x05/canister_ranges"], isVersion2: true) == nil)
    }
}
