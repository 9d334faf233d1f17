import Foundation

/// The folder of Swift SDKs in which the one for canisters lies.
struct SwiftSDKs {
    let folder: URL

    /// The name of the SDK, for `swift build --swift-sdk`.
    static let name = "canister"

    /// Takes the folder that is named, that of the environment (`ICWS_TOOLCHAIN`, which the script `Toolchain/icws`
    /// sets), or the one in the checkout that this program was built in, or in the package.
    init(path: String?, package: URL) throws(BuildError) {
        if let path {
            folder = URL(fileURLWithPath: path)
        } else if let toolchain = ProcessInfo.processInfo.environment["ICWS_TOOLCHAIN"] {
            folder = URL(fileURLWithPath: toolchain).appending(path: "sdks")
        } else {
            folder = (LibraryCheckout.current?.folder ?? package).appending(path: ".toolchain/sdks")
        }
        let bundle = folder.appending(path: "\(Self.name).artifactbundle/info.json")
        guard FileManager.default.fileExists(atPath: bundle.path) else { throw .missingSDK(path: folder.path) }
    }
}
