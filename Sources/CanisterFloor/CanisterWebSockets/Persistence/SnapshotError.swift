import Bytes
import Candid

/// Why a snapshot cannot be read.
enum SnapshotError: Error, Equatable {
    /// The bytes are something else.
    case noSnapshot
    /// Newer code than this saved it.
    case unknownLayout(UInt64)
    /// It is cut off, not as it was saved, or a number in it cannot be.
    ///
    /// - offset: in bytes from the start of the snapshot; what is wrong stands before.
    case damaged(offset: UInt64)

    /// What is wrong and what was expected.
    var text: Text {
        let (text, number): (StaticString, UInt64) =
            switch self {
            case .noSnapshot:
                ("stable memory holds something else than saved WebSocket state of layout ", SnapshotLayout.version)
            case .unknownLayout(let version): ("this code cannot read saved WebSocket state of layout ", version)
            case .damaged(let offset): ("the saved WebSocket state is damaged before its byte ", offset)
            }
        return Text { writer in
            writer.write(text)
            writer.write(decimal: number)
        }
    }
}
