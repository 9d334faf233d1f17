import Testing

@testable import WasmModule

@Suite("Metadata sections")
struct MetadataTests {
    private func validate(_ sections: [String]) throws {
        var builder = ModuleBuilder.canister
        builder.customs += sections.map { ($0, [0x28, 0x29]) }
        try ModuleValidator().validate(builder.bytes)
    }

    @Test("have names that are public or private")
    func names() throws {
        try validate(["icp:public candid:service", "icp:private x", "icpx:other", "anything"])
        #expect(MetadataSection.name(ofSection: "icp:public candid:args") == "candid:args")
        #expect(MetadataSection.name(ofSection: "icp:private x") == "x")
        #expect(MetadataSection.name(ofSection: "name") == nil)
        #expect(MetadataSection.isPublic(section: MetadataSection.publicSection("x")))
        #expect(!MetadataSection.isPublic(section: MetadataSection.privateSection("x")))
    }

    @Test("have names that are told apart by their bytes")
    func namesAreBytes() throws {
        try validate(["icp:public caf\u{e9}", "icp:private cafe\u{301}"])
        #expect(MetadataSection.name(ofSection: "icp:public \u{301}x").map { Array($0.utf8) } == [0xcc, 0x81, 0x78])
    }

    @Test("are refused if they are neither", arguments: ["icp:publicx", "icp:", "icp:secret x", "icp:public"])
    func invalid(section: String) {
        #expect(throws: ModuleValidationError.invalidMetadataName(section: section)) { try validate([section]) }
    }

    @Test("are refused if they come twice, public and private taken together")
    func duplicates() {
        #expect(throws: ModuleValidationError.duplicateMetadata(name: "x")) {
            try validate(["icp:public x", "icp:private x"])
        }
        #expect(throws: ModuleValidationError.duplicateMetadata(name: "x")) {
            try validate(["icp:public x", "icp:public x"])
        }
    }
}
