import Bytes
import Candid

/// Why a snapshot cannot be read.
enum SnapshotError: Error, Equatable {
    /// The bytes are something else.
    case noSnapshot
    /// A version saved it that is newer than this, or none that ever was.
    case unknownLayout(UInt64)
    /// It is cut off, or a number in it cannot be.
    ///
    /// - offset: in bytes from the start of the contents; somewhat before it stands what is wrong.
    case invalid(offset: UInt64)
    /// Each part can be, but they are not what was saved.
    case wrongChecksum

    /// What is wrong and what was expected.
    var text: Text {
        switch self {
        case .noSnapshot:
            "stable memory holds something else where the WebSocket state was expected"
        case .unknownLayout(let version):
            "the saved WebSocket state has layout \(version), and this code reads up to layout \(SnapshotLayout.version)"
        case .invalid(let offset):
            "the saved WebSocket state is damaged: its content ends or cannot be at byte \(offset)"
        case .wrongChecksum:
            "the saved WebSocket state is damaged: its checksum is another"
        }
    }
}
