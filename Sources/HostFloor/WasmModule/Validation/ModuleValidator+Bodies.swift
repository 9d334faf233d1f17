// What the functions of a module may do.

extension ModuleValidator {
    /// Goes through all functions and gives the number of their instructions.
    func checkBodies(of module: WasmBinary) throws(ModuleValidationError) -> Int {
        var total = 0
        let first = module.importedFunctionCount
        for (position, body) in module.bodies.enumerated() {
            let index = first + position
            let count = try checkBody(body, index: index, of: module)
            guard count <= limits.instructionsOfFunction else {
                throw .functionTooLarge(
                    index: index, name: FunctionNames(of: module)[index], limit: limits.instructionsOfFunction,
                    found: count)
            }
            total += count
        }
        return total
    }

    private func checkBody(
        _ body: Range<Int>, index: Int, of module: WasmBinary
    ) throws(ModuleValidationError) -> Int {
        var forbidden: (name: String, offset: Int)?
        var count = 0
        do throws(WasmFormatError) {
            var scanner = try InstructionScanner(body: body, of: module)
            while scanner.depth > 0 {
                let instruction = try scanner.next()
                count += 1
                if forbidden == nil, let name = Self.forbidden[instruction.opcode] {
                    forbidden = (name, instruction.offset)
                }
            }
            try scanner.finish()
        } catch {
            throw .malformed(error)
        }
        if let forbidden {
            throw .forbiddenInstruction(name: forbidden.name, function: index, offset: forbidden.offset)
        }
        return count
    }

    /// A replica takes a table as constant once a module is instantiated.
    private static let forbidden: [Opcode: String] = [
        .tableSet: "table.set",
        .tableInit: "table.init",
        .tableCopy: "table.copy",
        .tableGrow: "table.grow",
        .tableFill: "table.fill",
    ]
}
