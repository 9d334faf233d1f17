import ArgumentParser
import CandidLanguage

/// `icws candid subtype`: whether values of one type may be read at another.
struct CandidSubtypeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subtype",
        abstract: "Tell whether every value of a type may be read at another.",
        discussion: """
                icws candid subtype 'record { a : nat; b : text }' 'record { a : int }'

            Ends with status 1 where it may not, and tells why.
            """)

    @Argument(help: "The type of the values.")
    var subtype: String

    @Argument(help: "The type at which they are read.")
    var supertype: String

    @OptionGroup var definitions: CandidDefinitionsOption

    func run() throws {
        try reportingCandidFailures { () throws(CandidFailure) in
            let failure = try definitions.interface().subtypeFailure(
                CandidSource(name: "subtype", text: subtype), of: CandidSource(name: "supertype", text: supertype))
            if let failure {
                throw CandidFailure(.failure, "\(subtype) is no subtype of \(supertype): \(failure)")
            }
            print("\(subtype) <: \(supertype)")
        }
    }
}
