import Foundation
import GRDB

/// A folder for one test, which goes with it.
final class StateFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID().uuidString)")

    var path: String { url.path(percentEncoded: false) }
    var database: URL { url.appending(path: "state.sqlite") }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Changes the database behind the store's back.
    func change(_ sql: String) throws {
        let queue = try DatabaseQueue(path: database.path(percentEncoded: false))
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: sql)
            try database.checkpoint(.truncate)
        }
        try queue.close()
    }

    /// Puts other bytes at a place of the database file.
    func overwrite(at offset: UInt64, with bytes: [UInt8]) throws {
        let file = try FileHandle(forUpdating: database)
        try file.seek(toOffset: offset)
        try file.write(contentsOf: bytes)
        try file.close()
    }
}
