import ArgumentParser
import CandidLanguage

/// `icws candid check`: whether an upgrade is safe.
struct CandidCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell whether clients of an interface can go on with a newer one.",
        discussion: """
            Ends with status 1 where they cannot, and tells why for each method. Warnings tell where an 'opt' is null \
            from now on, since its types on both sides have gone apart.
            """)

    @Argument(help: ArgumentHelp("The .did file that is to come.", valueName: "new"))
    var new: String

    @Argument(help: ArgumentHelp("The .did file that clients know.", valueName: "old"))
    var old: String

    func run() throws {
        try reportingCandidFailures { () throws(CandidFailure) in
            let report = try Self.service(new).changes(since: try Self.service(old))
            for loss in report.losses { Terminal.warning("\(loss), which is null from now on") }
            guard report.isSafe else {
                let reasons = report.failures.map { "\n  \($0)" }.joined()
                throw CandidFailure(.failure, "clients of \(old) cannot go on with \(new):\(reasons)")
            }
            print("clients of \(old) can go on with \(new)")
        }
    }

    private static func service(_ path: String) throws(CandidFailure) -> CandidInterface {
        try CandidInterface(file: path).describingService(path)
    }
}
