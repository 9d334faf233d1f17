import Testing

@testable import WasmModule

@Suite("Limits of a module")
struct LimitTests {
    /// Checks that a limit takes what reaches it and refuses one more.
    private func expectLimit(
        _ what: ModuleValidationError.Limit, at found: Int, _ path: WritableKeyPath<ModuleLimits, Int>,
        _ builder: ModuleBuilder, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var limits = ModuleLimits()
        limits[keyPath: path] = found
        #expect(throws: Never.self, sourceLocation: sourceLocation) {
            try ModuleValidator(limits: limits).validate(builder.bytes)
        }
        limits[keyPath: path] = found - 1
        #expect(
            throws: ModuleValidationError.limitExceeded(what, limit: found - 1, found: found),
            sourceLocation: sourceLocation
        ) { try ModuleValidator(limits: limits).validate(builder.bytes) }
    }

    @Test("hold for sizes and counts")
    func limits() throws {
        var builder = ModuleBuilder.canister
        builder.addExport("canister_update other", index: 2)
        builder.customs += [("icp:public a", [1, 2, 3]), ("icp:private b", [])]
        let module = try WasmBinary(parsing: builder.bytes)
        expectLimit(.moduleSize, at: builder.bytes.count, \.moduleSize, builder)
        expectLimit(.codeSectionSize, at: module.contents(of: .code)?.count ?? 0, \.codeSectionSize, builder)
        expectLimit(.functions, at: 2, \.functions, builder)
        expectLimit(.globals, at: 2, \.globals, builder)
        expectLimit(.methods, at: 2, \.methods, builder)
        expectLimit(.methodNamesSize, at: 10, \.methodNamesSize, builder)
        expectLimit(.icpSections, at: 2, \.icpSections, builder)
        expectLimit(.icpSectionsSize, at: 12 + 3 + 13, \.icpSectionsSize, builder)
    }

    @Test("are those of the specification")
    func values() {
        let limits = ModuleLimits()
        #expect(limits.moduleSize == 104_857_600)
        #expect(limits.codeSectionSize == 10_485_760)
        #expect(limits.functions == 50_000)
        #expect(limits.globals == 1_000)
        #expect(limits.methods == 1_000)
        #expect(limits.methodNamesSize == 20_000)
        #expect(limits.instructionsOfFunction == 1_000_000)
        #expect(limits.icpSections == 16)
        #expect(limits.icpSectionsSize == 1_048_576)
    }

    @Test("name the function that is too large")
    func functionTooLarge() {
        var limits = ModuleLimits()
        limits.instructionsOfFunction = 5
        let bytes = ModuleBuilder.canister.bytes
        #expect(throws: ModuleValidationError.functionTooLarge(index: 3, name: nil, limit: 5, found: 6)) {
            try ModuleValidator(limits: limits).validate(bytes)
        }
        limits.instructionsOfFunction = 1
        #expect(throws: ModuleValidationError.functionTooLarge(index: 2, name: "start", limit: 1, found: 2)) {
            try ModuleValidator(limits: limits).validate(bytes)
        }
    }
}
