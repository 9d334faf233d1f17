import ArgumentParser
import Candid
import ICAgent

/// `icws canister`: canisters on a network, as those who control them see them.
struct CanisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canister",
        abstract: "Show, start, stop and delete canisters on a network, and take snapshots of them.",
        discussion: CommandStatus.help,
        subcommands: [
            Status.self, Info.self, Logs.self, Start.self, Stop.self, Snapshot.self, Delete.self,
        ])

    /// Which canister, where, and in whose name.
    struct Subject: ParsableArguments {
        @Argument(help: "The canister: the name of one that was deployed from this project, or an id.")
        var canister: String

        @OptionGroup var options: NetworkOptions

        func resolved() async throws -> (id: Principal, agent: Agent, ids: CanisterIDs) {
            let target = try options.target()
            let ids = try CanisterIDs(project: ProjectFolder.current, network: target)
            let id = try ids.id(canister)
            return (id, try await options.agent(target), ids)
        }

        /// Tells that something was done.
        func report(_ id: Principal, _ what: String) {
            print(
                options.json
                    ? JSONText.line(["canister": canister, "id": id.text, "action": what])
                    : "\(canister)  \(id.text)  \(what)")
        }
    }

    struct Status: NetworkCommand {
        static let configuration = CommandConfiguration(abstract: "Show how a canister is, to those who control it.")

        @OptionGroup var subject: Subject
        var json: Bool { subject.options.json }

        func perform() async throws {
            let (id, agent, _) = try await subject.resolved()
            let status = try await Patience.waiting(for: "the status of \(subject.canister)") {
                try await agent.management.status(of: id)
            }
            let line = CanisterStatusLine(id, status)
            print(json ? JSONText.line(line) : line.text)
        }
    }

    struct Info: NetworkCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what everybody may know of a canister: controllers, module, last changes.",
            discussion: "Of the local replica alone: on the Internet Computer only canisters can ask for this.")

        @OptionGroup var subject: Subject
        var json: Bool { subject.options.json }

        func perform() async throws {
            let (id, agent, _) = try await subject.resolved()
            let line = CanisterInfoLine(id, try await agent.management.info(of: id))
            print(json ? JSONText.line(line) : line.text)
        }
    }

    struct Logs: NetworkCommand {
        static let configuration = CommandConfiguration(abstract: "Show a canister's log, to those who may see it.")

        @OptionGroup var subject: Subject
        var json: Bool { subject.options.json }

        func perform() async throws {
            let (id, agent, _) = try await subject.resolved()
            for record in try await agent.management.log(of: id) {
                let line = CanisterLogLine(record)
                print(json ? JSONText.line(line) : line.text)
            }
        }
    }

    struct Start: NetworkCommand {
        static let configuration = CommandConfiguration(abstract: "Let a canister take calls.")

        @OptionGroup var subject: Subject
        var json: Bool { subject.options.json }

        func perform() async throws {
            let (id, agent, _) = try await subject.resolved()
            try await agent.management.start(id)
            subject.report(id, "started")
        }
    }

    struct Stop: NetworkCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a canister take no more calls, and wait for those that are open.")

        @OptionGroup var subject: Subject
        var json: Bool { subject.options.json }

        func perform() async throws {
            let (id, agent, _) = try await subject.resolved()
            try await Patience.waiting(for: "the open calls of \(subject.canister)") {
                try await agent.management.stop(id)
            }
            subject.report(id, "stopped")
        }
    }

    struct Delete: NetworkCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a canister that is stopped, with its state and its cycles.")

        @Flag(help: "Stop it before.")
        var stop = false

        @OptionGroup var subject: Subject
        var json: Bool { subject.options.json }

        func perform() async throws {
            var (id, agent, ids) = try await subject.resolved()
            if stop {
                Terminal.note("stopping \(subject.canister)")
                try await agent.management.stop(id)
            }
            try await agent.management.delete(id)
            if ids.ids[subject.canister] == id { try ids.set(nil, for: subject.canister) }
            subject.report(id, "deleted")
        }
    }
}
