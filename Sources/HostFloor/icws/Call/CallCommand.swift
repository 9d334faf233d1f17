import ArgumentParser
import CandidLanguage
import ICAgent

/// `icws call`: a method of a canister on a network.
struct CallCommand: NetworkCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Call a method of a canister on a network, with values in Candid's text.",
        discussion: """
            The types come from the canister's own interface (candid:service), or from a file. Methods that the \
            interface calls queries are asked as such: one node answers, and its signature is verified. All others are \
            called: the whole subnet answers, and its certificate is verified. The reply goes to standard output.

                icws call Chat rooms
                icws call Chat join '("lobby")' --identity alice
                icws call rwlgt-iiaaa-aaaaa-aaaaa-cai greet '(record { name = "Ada" })' --candid greeter.did

            """ + CommandStatus.help)

    @Argument(help: "The canister: the name of one that was deployed from this project, or an id.")
    var canister: String

    @Argument(help: "The method.")
    var method: String

    @Argument(help: "The arguments, '(value, …)' in Candid's text; none where nothing is said.")
    var arguments = ""

    @Flag(help: "Ask one node, without effect, whatever the interface says.")
    var query = false

    @Flag(help: "Call, so that the subnet as a whole answers, whatever the interface says.")
    var update = false

    @Option(help: ArgumentHelp("Take the interface from a file.", valueName: "file"))
    var candid: String?

    @OptionGroup var options: NetworkOptions

    var json: Bool { options.json }

    func validate() throws {
        guard !query || !update else { throw ValidationError("found both --query and --update: expected one of them") }
    }

    func perform() async throws {
        let target = try options.target()
        let id = try CanisterIDs(project: ProjectFolder.current, network: target).id(canister)
        let told = try candid.map(RemoteInterface.inFile)
        let agent = try await options.agent(target)
        let interface =
            if let told { ModuleInterface(told) } else { ModuleInterface(try await RemoteInterface.of(id, agent)) }
        if interface.interface == nil {
            Terminal.note("the canister shows no interface: values have the types that they show by themselves")
        }
        let kind = try CallKind(of: interface.method(method), isQuery: query, isUpdate: update)
        let argument = try interface.argument(arguments, of: method)
        let method = method
        let reply = try await Patience.waiting(for: "\(canister) to answer '\(method)'") {
            switch kind {
            case .query: try await agent.query(id, method, argument)
            case .update: try await agent.call(id, method, argument)
            }
        }
        let text = try interface.reply(reply, of: method)
        print(json ? JSONText.line(Line(canister: id.text, method: method, kind: kind.rawValue, reply: text)) : text)
    }

    private struct Line: Encodable {
        var canister: String
        var method: String
        var kind: String
        var reply: String
    }
}

/// How a method is asked.
enum CallKind: String {
    case query
    case update

    /// What the flags say, or else the interface; a call where nothing says anything.
    ///
    /// - Throws: where a query is wanted of a method that has effects, whose answer would be a riddle.
    init(of method: ServiceMethod?, isQuery: Bool, isUpdate: Bool) throws(CommandFailure) {
        let annotation = method?.signature.annotation
        let canBeQuery = annotation == .query || annotation == .compositeQuery
        if isUpdate {
            guard annotation != .compositeQuery else {
                throw CommandFailure(
                    .usage, "'\(method?.name ?? "")' is a composite query, which cannot be called: leave out --update")
            }
            self = .update
        } else if isQuery {
            guard method == nil || canBeQuery else {
                throw CommandFailure(.usage, "'\(method?.name ?? "")' is no query: leave out --query")
            }
            self = .query
        } else {
            self = canBeQuery ? .query : .update
        }
    }
}
