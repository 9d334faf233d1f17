import ArgumentParser
import ICAgent

/// What becomes of a canister when it is deployed.
enum DeployAction: Equatable {
    /// It is empty, or was made just now.
    case install
    case upgrade
    /// Its state is thrown away.
    case reinstall
    /// It has the very module already.
    case nothing
}

/// How whoever deploys wants it.
enum DeployMode: String, ExpressibleByArgument, CaseIterable {
    case auto, install, reinstall, upgrade

    /// What is to be done with a canister.
    ///
    /// - Parameters:
    ///   - installed: the hash of the module that it has; `nil` if it is empty.
    ///   - wanted: the hash of the one that it is to have.
    ///   - isForced: whether the same module is put in again.
    func action(installed: [UInt8]?, wanted: [UInt8], isForced: Bool) throws(CommandFailure) -> DeployAction {
        switch self {
        case .auto:
            guard let installed else { return .install }
            return installed == wanted && !isForced ? .nothing : .upgrade
        case .install:
            guard installed == nil else {
                throw CommandFailure(
                    .failure, "it has a module: leave out '--mode install', or throw its state away with "
                        + "'--mode reinstall'")
            }
            return .install
        case .reinstall: return installed == nil ? .install : .reinstall
        case .upgrade:
            guard installed != nil else {
                throw CommandFailure(
                    .failure, "it is empty, so that there is nothing to upgrade: leave out '--mode upgrade'")
            }
            return .upgrade
        }
    }
}

extension DeployAction {
    /// How the module is put in.
    var installMode: InstallMode? {
        switch self {
        case .install: .install
        case .upgrade: .upgrade(nil)
        case .reinstall: .reinstall
        case .nothing: nil
        }
    }
}
