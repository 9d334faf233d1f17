import Candid
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Upgrades in a test")
struct UpgradeTests {
    let archive: TestCanister

    init() throws {
        archive = try TestCanister(Archive.self)
        archive.update("keep", [10, 20, 30])
    }

    @Test("to other code keep stable memory, certified data, log, cycles and settings")
    func otherCode() throws {
        archive.cycles = 5_000
        archive.setEnvironmentVariable("GREETING", to: "hello")
        let version = archive.version
        try archive.upgrade(to: NewArchive.self)
        #expect(archive.executions.map(\.entryPoint) == [
            "canister_pre_upgrade", "start", "canister_post_upgrade",
        ])
        #expect(archive.query("get") == .reply([10, 20, 30, 2]))
        #expect(archive.stableMemory.read(at: 0, count: 4) == [3, 10, 20, 30])
        #expect(archive.certifiedData == [10, 20, 30])
        #expect(archive.log == ["installed"])
        #expect(archive.cycles == 5_000)
        #expect(archive.environmentVariables.map(\.value) == ["hello"])
        #expect(archive.version > version)
        try archive.upgrade()
        #expect(archive.query("get") == .reply([10, 20, 30, 2]), "the code that was upgraded to is the code now")
    }

    @Test("that fail before leave the old instance at work")
    func failsBefore() throws {
        archive.update("keep", [0xff])
        let reject = #expect(throws: Reject.self) { try archive.upgrade(to: NewArchive.self) }
        #expect(reject?.trap?.message == "this text cannot be saved")
        #expect(archive.query("get") == .reply([0xff, 1]))
        #expect(archive.stableMemory.pageCount == 0)
        #expect(archive.log.last == "[TRAP]: this text cannot be saved")
    }

    @Test("can go without the old code's word")
    func skipsBefore() throws {
        archive.update("keep", [0xff])
        try archive.upgrade(skippingPreUpgrade: true, to: NewArchive.self)
        #expect(archive.query("get") == .reply([2]), "nothing was saved")
        #expect(archive.certifiedData == [0xff])
    }

    @Test("that fail after leave the old instance and its stable memory")
    func failsAfter() throws {
        archive.writeStableMemory([200])
        let reject = #expect(throws: Reject.self) { try archive.upgrade(skippingPreUpgrade: true, to: NewArchive.self) }
        #expect(reject?.trap?.message == "a text of 200 bytes, expected less than 100")
        #expect(archive.query("get") == .reply([10, 20, 30, 1]))
        #expect(archive.stableMemory.read(at: 0, count: 1) == [200])
        try archive.upgrade()
        #expect(archive.query("get") == .reply([10, 20, 30, 1]), "the code is still the old one, and saves over it")
    }

    @Test("read what a test put into stable memory")
    func givenMemory() throws {
        let fresh = try TestCanister(Archive.self)
        #expect(fresh.writeStableMemory([2, 7, 8]))
        #expect(fresh.stableMemory.pageCount == 1)
        try fresh.upgrade(skippingPreUpgrade: true, to: NewArchive.self)
        #expect(fresh.query("get") == .reply([7, 8, 2]))
        #expect(fresh.writeStableMemory([1], at: 3 * SparseStableMemory.pageSize))
        #expect(fresh.stableMemory.pageCount == 4)
        #expect(!fresh.writeStableMemory([1], at: .max))
        #expect(!fresh.writeStableMemory([1], at: 1 << 60))
        #expect(fresh.stableMemory.pageCount == 4)
    }

    @Test("are no reinstallation, which drops all but cycles and settings")
    func reinstalls() throws {
        try archive.upgrade()
        archive.cycles = 77
        try archive.reinstall(to: NewArchive.self)
        #expect(archive.query("get") == .reply([2]))
        #expect(archive.stableMemory.pageCount == 0)
        #expect(archive.certifiedData == [])
        #expect(archive.log == ["installed"])
        #expect(archive.cycles == 77)
    }

    @Test("need code that is there; uninstalling takes it")
    func uninstalls() throws {
        try archive.uninstall()
        #expect(archive.stableMemory.pageCount == 0 && archive.certifiedData == [] && archive.log == [])
        #expect(archive.update("keep").reject?.errorCode == .canisterWasmModuleNotFound)
        let reject = #expect(throws: Reject.self) { try archive.upgrade() }
        #expect(reject?.errorCode == .canisterWasmModuleNotFound)
        try archive.install()
        #expect(archive.query("get") == .reply([1]))
        #expect(throws: Reject.self) { try archive.install() }
    }

    @Test("stop and start: a stopped canister takes no calls, and can be deleted")
    func stops() throws {
        try archive.stop()
        #expect(archive.status == .stopped)
        #expect(archive.query("get").reject?.errorCode == .canisterStopped)
        try archive.upgrade()
        try archive.start()
        #expect(archive.query("get") == .reply([10, 20, 30, 1]))
        #expect(throws: Reject.self) { try archive.delete() }
        try archive.stop()
        try archive.delete()
        #expect(archive.hosted == nil)
        #expect(archive.update("get").reject?.errorCode == .canisterNotFound)
    }
}
