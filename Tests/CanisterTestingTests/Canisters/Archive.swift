import Candid
import Canister

/// Keeps a text in stable memory over upgrades. Its second version, ``NewArchive``, reads what the first left.
final class Archive: CanisterProgram {
    /// What is kept.
    private var text: [UInt8] = []
    private let version: UInt8

    convenience init() { self.init(version: 1) }

    init(version: UInt8) { self.version = version }

    var entryPoints: [EntryPoint] {
        [
            .initialize { IC.log("installed") },
            .update("keep") {
                self.text = IncomingCall.argument
                Array(self.text.prefix(32)).withUnsafeBytes { CertifiedData.set($0) }
                IncomingCall.replyEmpty()
            },
            .query("get") { IncomingCall.reply(self.text + [self.version]) },
            .preUpgrade {
                IC.run { () throws(EntryPointFailure) in
                    guard self.text.first != 0xff else { throw .trap("this text cannot be saved") }
                    _ = StableMemory.ensure(bytes: 100)
                    StableMemory.write([UInt8(self.text.count)] + self.text, at: 0)
                }
            },
            .postUpgrade {
                IC.run { () throws(EntryPointFailure) in
                    guard StableMemory.pages > 0 else { return }
                    let count = Int(StableMemory.read(1, at: 0)[0])
                    guard count < 100 else { throw .trap("a text of \(UInt64(count)) bytes, expected less than 100") }
                    self.text = StableMemory.read(count, at: 1)
                }
            },
        ]
    }
}

/// The next version of ``Archive``.
final class NewArchive: CanisterProgram {
    private let archive = Archive(version: 2)

    init() {}

    var entryPoints: [EntryPoint] { archive.entryPoints }
}
