import Candid
import CanisterExecution

/// One module on the engine, and the clients that use it, step by step.
final class RunSession {
    let canister: LocalCanister
    private(set) var interface: ModuleInterface
    private var module: [UInt8]
    private let argument: [UInt8]
    let report: (RunEvent) -> Void

    /// The latest connection of each client that had one.
    var connections: [Int: RunConnection] = [:]
    /// The number of the client that acts.
    private var actor = 1
    private var knownClients: Set<Int> = []
    private var nextLogIndex: UInt64 = 0
    /// What the present step used until now.
    var instructions: UInt64 = 0

    /// Installs a module.
    ///
    /// - Parameters:
    ///   - name: the canister's, for the report.
    ///   - arguments: of installation, in Candid's text.
    init(name: String, module: [UInt8], arguments: String, report: @escaping (RunEvent) -> Void) throws {
        self.module = module
        self.report = report
        interface = try ModuleInterface(of: module)
        argument = try interface.installationArgument(arguments)
        do {
            canister = try LocalCanister(module: module, argument: argument)
        } catch let reject as Reject {
            throw RunFailure(reject)
        }
        report(.installed(canister: name, size: module.count, signature: canister.signer.label))
        reportLog()
        report(.instructions(canister.installation.reduce(0) { $0 + $1.instructions }))
    }

    /// What is done where no steps are named: shows how the canister greets a client.
    var defaultSteps: [RunStep] { interface.hasWebSockets ? [.open] : [] }

    /// Does one step, and tells of all that follows from it.
    ///
    /// - Parameters:
    ///   - upgradeModule: reads the file that an upgrade names.
    /// - Throws: ``RunFailure``, which has been told of.
    func perform(
        _ step: RunStep, written text: String, upgradeModule: (String) throws -> [UInt8]
    ) throws(RunFailure) {
        report(.step(text))
        instructions = 0
        do {
            let isAnswering = try perform(step, upgradeModule: upgradeModule)
            let count = try relay(isAnswering: isAnswering)
            if count == 0, step == .receive { report(.nothingNew) }
        } catch {
            var failure = RunFailure(any: error)
            reportLog()
            report(.failed(failure))
            failure.isReported = true
            throw failure
        }
        reportLog()
        if instructions > 0 { report(.instructions(instructions)) }
    }

    /// - Returns: whether clients answer acknowledgements that came by the step.
    private func perform(_ step: RunStep, upgradeModule: (String) throws -> [UInt8]) throws -> Bool {
        switch step {
        case .open: try open()
        case .send(let value): try accept(connection().client.send(interface.message(value)).outcome)
        case .sendBytes(let bytes): try accept(connection().client.send(bytes).outcome)
        case .receive: break
        case .close:
            let connection = try connection()
            try accept(connection.gateway.close(connection.client).outcome)
        case .call(let method, let arguments):
            try answer(of: method, canister.update(method, interface.argument(arguments, of: method), from: caller))
        case .query(let method, let arguments):
            let outcome = canister.query(method, try interface.argument(arguments, of: method), from: caller)
            // What a query prints is in no log.
            for line in outcome.executions.flatMap(\.debugOutput) { report(.log(line)) }
            try answer(of: method, outcome)
        case .advance(let nanoseconds, let areAnswered):
            try advance(nanoseconds, areAnswered: areAnswered)
            return areAnswered
        case .client(let number): actor = number
        case .upgrade(let file):
            if let file {
                module = try upgradeModule(file)
                interface = try ModuleInterface(of: module)
            }
            count(try canister.upgrade(to: module, argument: argument))
        }
        return true
    }

    // MARK: The client that acts

    private var caller: Principal {
        introduce()
        return RunConnection.principal(ofClient: actor)
    }

    /// Tells a client's principal, once.
    private func introduce() {
        guard knownClients.insert(actor).inserted else { return }
        report(.client(actor, principal: RunConnection.principal(ofClient: actor).text))
    }

    private func open() throws {
        introduce()
        let nonce = (connections[actor]?.client.key.nonce ?? 0) + 1
        let connection = RunConnection(number: actor, nonce: nonce, canister: canister)
        try accept(connection.client.open(through: connection.gateway.principal).outcome)
        connections[actor] = connection
    }

    private func connection() throws(RunFailure) -> RunConnection {
        guard let connection = connections[actor] else {
            throw RunFailure(message: "client \(actor) never had a connection: expected a step 'open' before")
        }
        return connection
    }

    // MARK: What comes of calls

    /// Takes the answer of one of the four WebSocket methods.
    func accept(_ outcome: CallOutcome) throws {
        count(outcome.executions)
        _ = try outcome.accepted()
    }

    private func answer(of method: String, _ outcome: CallOutcome) throws {
        count(outcome.executions)
        report(.reply(try interface.reply(outcome.result.get(), of: method)))
    }

    func count(_ executions: [ExecutionRecord]) {
        instructions += executions.reduce(0) { $0 + $1.instructions }
    }

    private func reportLog() {
        for record in canister.log where record.index >= nextLogIndex {
            report(.log(record.content))
            nextLogIndex = record.index + 1
        }
    }
}
