import Testing

@testable import WasmModule

@Suite("Names of functions")
struct FunctionNamesTests {
    private func names(_ section: [UInt8]) throws -> FunctionNames {
        var builder = ModuleBuilder.canister
        builder.customs = [("name", section)]
        return FunctionNames(of: try WasmBinary(parsing: builder.bytes))
    }

    @Test("are read, other parts are passed over")
    func read() throws {
        let section: [UInt8] = [0, 2, 1, 0x6d, 1, 7, 2, 2, 1, 0x61, 3, 1, 0x62, 7, 1, 0]
        let names = try names(section)
        #expect(names[2] == "a")
        #expect(names[3] == "b")
        #expect(names[4] == nil)
        #expect(names.unicodeTableFunctions.isEmpty)
    }

    @Test("tell whether the Unicode tables are linked")
    func unicode() throws {
        let table = ModuleBuilder.name("_swift_stdlib_getNormData")
        let map = [1, 2] + table
        #expect(
            try names([1] + ModuleBuilder.number(map.count) + map).unicodeTableFunctions == [
                "_swift_stdlib_getNormData"
            ])
    }

    @Test("tell whether static constructors would run with each call")
    func constructors() throws {
        let map = [1, 2] + ModuleBuilder.name("canister_init.command_export")
        let names = try names([1] + ModuleBuilder.number(map.count) + map)
        #expect(names.constructorWrappers == ["canister_init.command_export"])
    }

    @Test("are given up to a fault")
    func malformed() throws {
        let names = try names([1, 5, 9, 2, 1, 0x61, 3])
        #expect(names[2] == nil)
        #expect(try self.names([1]).all.isEmpty)
    }
}
