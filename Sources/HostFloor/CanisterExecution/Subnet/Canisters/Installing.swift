import Candid

/// How code comes into a canister.
public enum InstallMode: Hashable, Sendable {
    /// Into a canister without code.
    case install
    /// In place of other code, whose state is dropped.
    case reinstall
    /// In place of other code, which keeps stable memory and certified data.
    case upgrade(skipPreUpgrade: Bool = false)
}

extension Subnet {
    /// Installs code, or changes nothing.
    ///
    /// - Parameters:
    ///   - guest: the code, whose heap was not made yet.
    ///   - caller: whom the code sees as the caller. Whether it may is the business of the subnet's owner.
    /// - Returns: the executions that it took.
    /// - Throws: why it failed; everything is then as before.
    @discardableResult
    public func install(
        _ guest: any Guest, in id: Principal, mode: InstallMode = .install, argument: [UInt8], caller: Principal
    ) throws(Reject) -> [ExecutionRecord] {
        try install(guest, of: nil, in: id, mode: mode, argument: argument, caller: caller)
    }

    /// Installs a module, or changes nothing.
    ///
    /// - Parameters:
    ///   - module: as it was submitted: in the binary format, or that compressed by gzip.
    ///   - caller: whom the code sees as the caller. Whether it may is the business of the subnet's owner.
    /// - Returns: the executions that it took.
    /// - Throws: why it failed; everything is then as before.
    @discardableResult
    public func install(
        module: [UInt8], in id: Principal, mode: InstallMode = .install, argument: [UInt8], caller: Principal
    ) throws(Reject) -> [ExecutionRecord] {
        guard let guests else {
            throw Reject(.systemFatal, "This subnet was set up without an engine that makes guests of modules")
        }
        let guest: any Guest
        let installed: InstalledModule
        do throws(Trap) {
            guest = try guests.makeGuest(of: module)
            installed = InstalledModule(bytes: module, metadata: try guests.metadata(of: module))
        } catch {
            throw Reject(error, in: id)
        }
        return try install(guest, of: installed, in: id, mode: mode, argument: argument, caller: caller)
    }

    private func install(
        _ guest: any Guest, of module: InstalledModule?, in id: Principal, mode: InstallMode, argument: [UInt8],
        caller: Principal
    ) throws(Reject) -> [ExecutionRecord] {
        let canister = try existingCanister(id)
        switch (mode, canister.guest) {
        case (.install, .some):
            throw Reject(.canisterAlreadyInstalled, "Canister \(id.text) cannot be installed because it is not empty.")
        case (.upgrade, nil):
            throw Reject(.canisterWasmModuleNotFound, "Canister \(id.text) contains no Wasm module to upgrade.")
        default: break
        }
        let (trap, executions) = recording {
            do throws(Trap) {
                var installation = Installation(of: guest, module, in: canister, on: self, caller: caller)
                try installation.perform(mode, argument: argument)
                return Trap?.none
            } catch {
                return error
            }
        }
        if let trap { throw Reject(trap, in: id) }
        return executions
    }
}
