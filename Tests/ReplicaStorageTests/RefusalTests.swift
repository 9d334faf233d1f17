import CanisterExecution
import Foundation
import ReplicaStorage
import Testing

@Suite("State folders that cannot be used")
struct RefusalTests {
    private let folder = StateFolder()

    /// Makes a state of some size.
    private func fill() throws {
        let store = try ReplicaStore(folder: folder.url)
        for number in 0..<20 as Range<UInt8> {
            let value = [UInt8](repeating: number, count: 9_000)
            try store.commit(StateChanges(), [.set(namespace: "a", key: [number], value: value)])
        }
        try store.close()
    }

    private func error() -> ReplicaStoreError? {
        do throws(ReplicaStoreError) {
            _ = try ReplicaStore(folder: folder.url)
            return nil
        } catch {
            return error
        }
    }

    @Test("are those that someone has: the message names the folder and the process")
    func inUse() throws {
        let store = try ReplicaStore(folder: folder.url)
        let process = ProcessInfo.processInfo.processIdentifier
        #expect(error() == .inUse(folder: folder.path, process: process))
        #expect(
            error()?.description
                == "The state folder \(folder.path) is in use by another replica (process \(process)): stop that one, "
                + "or choose another folder.")
        try store.close()
        #expect(error() == nil)
    }

    @Test("are held by one lock, which whoever has it lends to the store, and others can see")
    func oneLock() throws {
        try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
        #expect(FolderLock.holder(of: folder.path) == nil)
        let process = ProcessInfo.processInfo.processIdentifier
        let lock = try FolderLock(folder: folder.path)
        for _ in 0..<3 { #expect(FolderLock.holder(of: folder.path) == process, "to look takes nothing") }
        #expect(error() == .inUse(folder: folder.path, process: process))
        let store = try ReplicaStore(folder: folder.url, under: lock)
        try store.close()
        #expect(error() == .inUse(folder: folder.path, process: process), "the lock outlives the store")
        #expect(throws: ReplicaStoreError.inUse(folder: folder.path, process: process)) {
            try ReplicaStore.reset(folder: folder.url)
        }
        lock.release()
        lock.release()
        #expect(FolderLock.holder(of: folder.path) == nil)
        #expect(error() == nil)
        try ReplicaStore.reset(folder: folder.url, under: FolderLock(folder: folder.path))
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test("are those of a later layout: the message names both versions")
    func newerLayout() throws {
        try fill()
        try folder.change("PRAGMA user_version = 2")
        #expect(error() == .newerLayout(folder: folder.path, found: 2, known: 1))
        #expect(error()?.description.contains("has layout 2, and this version knows layouts up to 1") == true)
    }

    @Test("are those with another program's database in the place")
    func foreign() throws {
        try fill()
        try folder.change("PRAGMA application_id = 7")
        #expect(error() == .foreignDatabase(folder: folder.path, file: "state.sqlite"))
    }

    @Test("are damaged ones: in the head, in the midst, cut short, or something else altogether")
    func damaged() throws {
        try fill()
        let whole = try Data(contentsOf: folder.database)
        let changes: [() throws -> Void] = [
            { [folder] in try folder.overwrite(at: 0, with: [0, 0, 0]) },
            { [folder] in try folder.overwrite(at: 4_096 * 2, with: [UInt8](repeating: 0xff, count: 4_096)) },
            { [folder] in try whole.prefix(whole.count / 2).write(to: folder.database) },
            { [folder] in
                try Data("no database, but a text that is long enough to be looked at".utf8).write(to: folder.database)
            },
        ]
        for (number, change) in changes.enumerated() {
            try whole.write(to: folder.database)
            try change()
            let error = error()
            guard case .damaged(folder.path, _)? = error else {
                Issue.record("change \(number): \(String(describing: error))")
                continue
            }
            #expect(error?.description.contains("The state in the folder \(folder.path) is damaged") == true)
        }
        try whole.write(to: folder.database)
        #expect(error() == nil)
    }

    @Test("are those with a record under a key that is none")
    func unknownKey() throws {
        try fill()
        try folder.change("INSERT INTO state VALUES (x'99', x'00')")
        let store = try ReplicaStore(folder: folder.url)
        #expect(throws: ReplicaStoreError.damaged(folder: folder.path, reason: "[153] is the key of no record")) {
            try store.records()
        }
    }

    @Test("are those that cannot be made")
    func cannotBeMade() throws {
        try Data().write(to: folder.url)
        guard case .refused(folder.path, _)? = error() else {
            Issue.record("\(String(describing: error()))")
            return
        }
    }

    @Test("are emptied by a reset, damaged or not, but for files of others")
    func resets() throws {
        try fill()
        try folder.overwrite(at: 0, with: [0])
        try ReplicaStore.reset(folder: folder.url)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        try ReplicaStore.reset(folder: folder.url)
        let store = try ReplicaStore(folder: folder.url)
        #expect(store.isNew)
        try store.close()
        let note = folder.url.appending(path: "note.txt")
        try Data([1]).write(to: note)
        try ReplicaStore.reset(folder: folder.url)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["note.txt"])
    }
}
