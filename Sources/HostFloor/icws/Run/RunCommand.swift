import ArgumentParser
import Foundation

/// `icws run`: a module on the engine, at once.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a canister's module on this machine, and play its clients.",
        discussion: """
            Installs the module on the wasm engine, on a subnet of its own whose time is simulated, and does the steps in \
            their order; each is one argument:

              open                          the client opens a connection
              send 'VALUE'                  it sends a message, in Candid's text: send 'record { text = "hi" }'
              send-bytes HEX                it sends a message of these bytes
              receive                       takes what the canister sent, as after each other step
              close                         the client goes
              call METHOD '(ARGUMENTS)'     the client calls a method
              query METHOD '(ARGUMENTS)'
              advance 60s                   time passes: ms, s, m, h, d; 'advance 361s unanswered' for clients that
                                            answer no acknowledgements
              as 2                          another client acts from here on
              upgrade [FILE.wasm]           new code comes, or the same again

            Types come from the interface in the module. Without steps a client opens a connection. Ends with status 1 at \
            the first step that fails.
            """)

    @Argument(help: ArgumentHelp("A canister that was built, or a file with a module.", valueName: "canister"))
    var canister: String

    @Argument(help: ArgumentHelp("What to do, such as: open 'send record { text = \"hi\" }' close", valueName: "step"))
    var steps: [String] = []

    @Option(name: .customLong("init"), help: "The arguments of installation, in Candid's text: '(50 : nat64)'.")
    var arguments = ""

    @Option(
        name: .customLong("steps"),
        help: ArgumentHelp(
            "Read the steps from a file, a line each, '-' for standard input; '#' begins a comment.", valueName: "file"))
    var stepsFile: String?

    @Flag(help: "Print lines of JSON.")
    var json = false

    @Option(help: "The folder of built canisters (default: build/canisters in the package).")
    var canisters: String?

    func validate() throws {
        guard stepsFile == nil || steps.isEmpty else {
            throw ValidationError("found both steps and --steps: expected one of them")
        }
    }

    func run() throws {
        do {
            let script = try RunScript(arguments: steps, file: stepsFile)
            let source = RunModule(named: canister, folder: canisters)
            let session = try RunSession(name: source.name, module: source.read(), arguments: arguments, report: report)
            for step in script.steps(orDefault: session.defaultSteps) {
                try session.perform(step.step, written: step.text, upgradeModule: RunModule.read(file:))
            }
        } catch let failure as RunFailure where failure.isReported {
            throw ExitCode.failure
        } catch {
            let failure = RunFailure(any: error)
            Terminal.error(([failure.message] + failure.frames).joined(separator: "\n"))
            throw ExitCode.failure
        }
    }

    private func report(_ event: RunEvent) {
        print(json ? event.json : event.text(Terminal.outputStyle))
    }
}
