/// A module that passed the checks, with what they found out.
public struct ValidatedModule: Sendable {
    public let module: WasmBinary

    /// The entry points that it exports, in the order of its exports.
    public let entryPoints: [EntryPoint]

    /// The instructions of all its functions together.
    public let instructionCount: Int
}
