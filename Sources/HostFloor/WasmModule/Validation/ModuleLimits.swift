/// The limits that the Internet Computer sets to a canister's module.
public struct ModuleLimits: Sendable {
    /// Bytes of the module, after decompression.
    public var moduleSize = 100 * 1024 * 1024

    /// Bytes of the code section.
    public var codeSectionSize = 10 * 1024 * 1024

    /// Functions that the module defines.
    public var functions = 50_000

    /// Globals that the module defines.
    public var globals = 1_000

    /// Update, query and composite query methods together, and the bytes of all their names together.
    public var methods = 1_000
    public var methodNamesSize = 20_000

    /// Instructions of one function.
    public var instructionsOfFunction = 1_000_000

    /// Custom sections whose names begin with `icp:`, and the bytes of their names and contents together.
    public var icpSections = 16
    public var icpSectionsSize = 1024 * 1024

    public init() {}
}
