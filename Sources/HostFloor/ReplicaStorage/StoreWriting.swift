import CanisterExecution
import Foundation
import GRDB

/// The statements that keep changes.
enum StoreWriting {
    /// Applies changes of a subnet in their order: groups, removed keys, records.
    static func apply(_ changes: StateChanges, to database: Database) throws {
        if changes.isWhole { try database.execute(sql: "DELETE FROM state") }
        for group in changes.removedGroups {
            try database.cachedStatement(sql: "DELETE FROM state WHERE key >= ? AND key < ?")
                .execute(arguments: [Data(group.prefix), Data(end(of: group.prefix))])
        }
        let removal = try database.cachedStatement(sql: "DELETE FROM state WHERE key = ?")
        for key in changes.removedKeys { try removal.execute(arguments: [Data(key.bytes)]) }
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO state (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """)
        for record in changes.records {
            try insertion.execute(arguments: [Data(record.key.bytes), Data(record.value)])
        }
    }

    static func apply(_ change: BlobChange, to database: Database) throws {
        switch change {
        case .set(let namespace, let key, let value):
            try database.cachedStatement(
                sql: """
                    INSERT INTO blobs (namespace, key, value) VALUES (?, ?, ?)
                    ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value
                    """
            ).execute(arguments: [namespace, Data(key), Data(value)])
        case .remove(let namespace, let key):
            try database.cachedStatement(sql: "DELETE FROM blobs WHERE namespace = ? AND key = ?")
                .execute(arguments: [namespace, Data(key)])
        case .removeAll(let namespace, let key):
            try database.cachedStatement(sql: "DELETE FROM blobs WHERE namespace = ? AND key < ?")
                .execute(arguments: [namespace, Data(key)])
        }
    }

    /// The first bytes that come after all that begin with a prefix, which does not consist of 255 alone.
    static func end(of prefix: [UInt8]) -> [UInt8] {
        var end = prefix
        while end.last == 255 { end.removeLast() }
        if let last = end.popLast() { end.append(last + 1) }
        return end
    }
}
