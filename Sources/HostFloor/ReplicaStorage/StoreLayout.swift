import GRDB

/// The database's form.
enum StoreLayout {
    /// The layout that this version writes. It reads this and all earlier.
    static let version = 1

    /// What says that a database is a replica's state: "ICWS".
    static let applicationID = 0x4943_5753

    static let fileName = "state.sqlite"

    /// What SQLite puts beside the database.
    static let fileNames = [fileName, fileName + "-wal", fileName + "-shm", fileName + "-journal"]

    /// Makes the tables of a new database, all of them or none.
    static func create(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE state (key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL);
                CREATE TABLE blobs (
                    namespace TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (namespace, key)
                );
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(version);
                """)
    }

    static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }
}
