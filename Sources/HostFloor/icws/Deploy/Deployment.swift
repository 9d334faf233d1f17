import Candid
import CandidLanguage
import ICAgent
import ICCertificates

/// Brings canisters to a network, one after the other.
struct Deployment {
    let agent: Agent
    let target: NetworkTarget
    var ids: CanisterIDs
    let mode: DeployMode
    /// Whether the same module is put in again.
    let isForced: Bool

    /// Brings one canister to the network, or to the state that it is to have.
    ///
    /// - Parameter arguments: of installation, in Candid's text; empty for none.
    mutating func deploy(_ name: String, _ module: DeployableModule, arguments: String) async throws -> DeployResult {
        // What can be wrong here is found before anything is changed there.
        let argument = try module.interface.installationArgument(arguments)
        let (id, isNew) = try await place(for: name)
        let installed = isNew ? nil : try await agent.moduleHash(of: id)
        let action: DeployAction
        do throws(CommandFailure) {
            action = try mode.action(installed: installed, wanted: module.hash, isForced: isForced)
        } catch {
            throw error.about(id.text)
        }
        if action == .upgrade { try await warnOfChanges(name, id, module) }
        if let installMode = action.installMode {
            try await install(name, id, module, installMode, argument, isStopping: action != .install)
        }
        return DeployResult(name, id, isNew: isNew, action, moduleHash: module.hash)
    }

    /// The canister that the project calls so; a new one where there is none.
    private mutating func place(for name: String) async throws -> (Principal, isNew: Bool) {
        if let id = ids.ids[name] {
            let agent = agent
            let controllers = try await Patience.waiting(for: agent.transport.destination) {
                try await agent.controllers(of: id)
            }
            if let controllers {
                guard controllers.contains(agent.identity.principal) else {
                    throw CommandFailure(
                        .failure,
                        "\(id.text) is controlled by \(controllers.map(\.text).joined(separator: ", ")), and "
                            + "not by \(agent.identity.principal.text): name the identity with --identity")
                }
                return (id, false)
            }
            guard target.isLocal else {
                throw CommandFailure(
                    .failure,
                    "\(id.text) is not there any more. Take it out of "
                        + "\(ids.file.path(percentEncoded: false)) if that is as it should be.")
            }
            Terminal.note("\(name), \(id.text), is not there any more")
        }
        guard agent.rootKey.der != RootOfTrust.internetComputerKey else {
            throw CommandFailure(
                .failure,
                "it has no id on this network, where creating a canister costs cycles. Create it with  icp "
                    + "canister create \(name) -e ic , which writes its id to \(ids.file.path(percentEncoded: false)).")
        }
        Terminal.note("creating \(name)")
        let neighbour = await DefaultNeighbour.of(agent.transport)
        let id = try await agent.management.provisionalCreate(near: neighbour)
        // Kept at once: whatever fails now, the canister is not lost.
        try ids.set(id, for: name)
        return (id, true)
    }

    private func install(
        _ name: String, _ id: Principal, _ module: DeployableModule, _ mode: InstallMode, _ argument: [UInt8],
        isStopping: Bool
    ) async throws {
        let management = agent.management
        guard isStopping else {
            Terminal.note("installing \(name), \(id.text)")
            try await put(module, into: id, mode, argument)
            return
        }
        do {
            // Answers to calls that are open would find other code.
            Terminal.note("stopping \(name), \(id.text)")
            try await Patience.waiting(for: "the open calls of \(name)") { try await management.stop(id) }
            Terminal.note(mode == .reinstall ? "installing \(name) anew" : "upgrading \(name)")
            try await put(module, into: id, mode, argument)
        } catch {
            // It goes on as it was, also where the stop has not come to its end.
            do throws(ManagementError) { try await management.start(id) } catch let second {
                Terminal.warning("\(name) stays stopped: \(second)")
            }
            throw error
        }
        try await management.start(id)
    }

    /// Sends a module: at once, or in chunks where it is too large for that.
    private func put(
        _ module: DeployableModule, into id: Principal, _ mode: InstallMode, _ argument: [UInt8]
    ) async throws(ManagementError) {
        let management = agent.management
        if module.bytes.count + argument.count <= Management.maximumModuleSize {
            try await management.install(module.bytes, in: id, mode: mode, argument: argument)
        } else {
            Terminal.note("sending \(module.bytes.count) bytes in chunks")
            try await management.installInChunks(module.bytes, in: id, mode: mode, argument: argument)
        }
    }

    /// Says where callers of the old interface would not understand the new one.
    private func warnOfChanges(_ name: String, _ id: Principal, _ module: DeployableModule) async throws {
        guard let new = module.interface.interface, let old = try await RemoteInterface.of(id, agent) else { return }
        if let warning = InterfaceChange.warning(name, from: old, to: new) { Terminal.warning(warning) }
    }
}

/// What a new interface means to callers of an old one.
enum InterfaceChange {
    /// What to say of it; `nil` where all goes on.
    static func warning(_ name: String, from old: CandidInterface, to new: CandidInterface) -> String? {
        do throws(TypeError) {
            guard let failure = try new.upgradeFailure(from: old) else { return nil }
            return "callers of \(name) as it was will not understand it: \(failure)"
        } catch {
            return "the interfaces of \(name) cannot be compared: \(error)"
        }
    }
}
