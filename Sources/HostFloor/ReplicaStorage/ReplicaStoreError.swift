/// Why a state folder cannot be used.
public enum ReplicaStoreError: Error, Hashable, Sendable {
    /// Another process has it open; its number, if it could be read.
    case inUse(folder: String, process: Int32?)
    /// It was written by a later version of this software.
    case newerLayout(folder: String, found: Int, known: Int)
    /// What lies there under the database's name is the database of another program.
    case foreignDatabase(folder: String, file: String)
    /// The database is not readable as one any more.
    case damaged(folder: String, reason: String)
    /// No more room on the volume.
    case volumeFull(folder: String)
    /// The system refused something.
    case refused(folder: String, reason: String)
    /// The store was closed.
    case closed(folder: String)
}

extension ReplicaStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .inUse(let folder, let process):
            "The state folder \(folder) is in use by another replica"
                + (process.map { " (process \($0))" } ?? "") + ": stop that one, or choose another folder."
        case .newerLayout(let folder, let found, let known):
            "The state folder \(folder) has layout \(found), and this version knows layouts up to \(known): use the "
                + "version that wrote it, or a later one, or reset the folder."
        case .foreignDatabase(let folder, let file):
            "The state folder \(folder) has a file \(file) that is the database of another program: choose another "
                + "folder."
        case .damaged(let folder, let reason):
            "The state in the folder \(folder) is damaged (\(reason)): put a copy in its place, or reset the folder."
        case .volumeFull(let folder):
            "The state cannot be written to the folder \(folder): no room is left on its volume."
        case .refused(let folder, let reason):
            "The state folder \(folder) cannot be used: \(reason)."
        case .closed(let folder):
            "The state folder \(folder) was closed."
        }
    }
}
