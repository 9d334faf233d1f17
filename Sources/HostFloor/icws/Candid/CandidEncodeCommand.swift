import ArgumentParser
import CandidLanguage
import ICCertificates

/// `icws candid encode`: values in text become a message.
struct CandidEncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        abstract: "Make a message of values.",
        discussion: """
            At the types that are given, or at those that the values show by themselves. As in a call, what the types \
            do not have is left out, and an 'opt' that does not fit is null: a warning tells of that.

                icws candid encode '(42 : nat, vec { "a"; "b" })'
                icws candid encode '(record { name = "Ada" })' --method greet --defs Greeter.did

            Ends with status 1 where the text is no Candid, or the values have other types.
            """)

    @Argument(help: ArgumentHelp("The values, '(value, …)', '-' for standard input.", valueName: "value"))
    var value = "-"

    @OptionGroup var types: CandidTypesOptions

    func run() throws {
        try reportingCandidFailures { () throws(CandidFailure) in
            let task = try types.task(.arguments)
            let text = try StandardInput.text(or: value)
            let result = try task.encode(CandidSource(name: "value", text: text))
            for loss in result.losses { Terminal.warning(loss.description) }
            print(result.message.hex)
        }
    }
}
