import ArgumentParser
import CandidLanguage

/// `icws candid decode`: a message becomes values in text.
struct CandidDecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Show the values of a message.",
        discussion: """
            At the types that are given, as a receiver that expects them reads the message; else at those that the \
            message itself has, where fields are called by the numbers that stand for their names.

                icws candid decode 4449444c0001710568656c6c6f
                icws candid decode --types '(opt Room)' --defs Chat.did < reply.hex
                icws candid decode --method rooms --defs Chat.did 4449444c016d71010000

            Ends with status 1 where the message is malformed or of other types.
            """)

    @Argument(help: ArgumentHelp("The message in hexadecimal digits, '-' for standard input.", valueName: "hex"))
    var message = "-"

    @OptionGroup var types: CandidTypesOptions

    func run() throws {
        try reportingCandidFailures { () throws(CandidFailure) in
            let task = try types.task(.results)
            let bytes = try [UInt8](hexadecimalText: StandardInput.text(or: message))
            print(try task.decode(bytes).formatted())
        }
    }
}
