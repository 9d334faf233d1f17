import ArgumentParser
import CandidGenerator
import CandidLanguage
import Foundation

/// What is said of types on the command line.
struct CandidTypesOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The types of the values: '(nat, opt text)'.", valueName: "types"))
    var types: String?

    @OptionGroup var definitions: CandidDefinitionsOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The method of the service in --defs whose types they are.", valueName: "name"))
    var method: String?

    func task(_ side: CandidTask.Side) throws(CandidFailure) -> CandidTask {
        try CandidTask(
            types: types.map { CandidSource(name: "--types", text: $0) }, method: method, side,
            in: try definitions.interface())
    }
}

/// Where the names of types come from.
struct CandidDefinitionsOption: ParsableArguments {
    @Option(
        name: [.customShort("d"), .long],
        help: ArgumentHelp("The .did file that defines the types by their names.", valueName: "file"))
    var defs: String?

    func interface() throws(CandidFailure) -> CandidInterface {
        try defs.map { (path) throws(CandidFailure) in try CandidInterface(file: path) } ?? CandidInterface()
    }
}

extension CandidInterface {
    /// The interface in a file, with all that it imports.
    init(file path: String) throws(CandidFailure) {
        do throws(InterfaceError) { try self.init(path: path) } catch {
            // The place may be in a file that this one imports.
            let text = FileManager.default.contents(atPath: error.location.file) ?? Data()
            throw CandidFailure(
                error, in: CandidSource(name: error.location.file, text: String(decoding: text, as: UTF8.self)))
        }
    }
}
