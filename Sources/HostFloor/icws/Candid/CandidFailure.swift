import CandidGenerator
import CandidLanguage

/// Why something with Candid cannot be done, where it is wrong, and how to show that.
struct CandidFailure: Error, Equatable {
    var status: CommandStatus
    /// What is wrong, with the place in front as compilers write it.
    var message: String
    /// The place in a text.
    var location: SourceLocation?
    /// The offset of a byte in a message.
    var offset: Int?
    /// The place in its surroundings, with a caret.
    var excerpt: String?

    init(_ status: CommandStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// An error in a text.
    init(_ error: InterfaceError, in source: CandidSource) {
        self.init(.failure, error.description)
        location = error.location
        if source.name == error.location.file { excerpt = SourceExcerpt.of(source.text, at: error.location) }
    }

    /// An error in values.
    init(_ error: ValueError, message: [UInt8]? = nil) {
        self.init(.failure, error.description)
        guard case .message(_, let offset) = error else { return }
        self.offset = offset
        excerpt = message.map { HexadecimalExcerpt.of($0, at: offset) }
    }

    init(_ error: TypeError) { self.init(.failure, error.description) }

    /// All of it, for a reader.
    var text: String { excerpt.map { "\(message)\n\($0)" } ?? message }
}

/// A text with the name that messages call it.
struct CandidSource: Equatable {
    var name: String
    var text: String
}

extension CandidSource {
    /// The interface that the text describes; what it imports comes with the package, no files are read.
    func interface() throws(CandidFailure) -> CandidInterface {
        do throws(InterfaceError) {
            return try CandidInterface(parsing: text, file: name) { (path, _) throws(InterfaceError) in
                LibraryInterfaces.file(named: path)
            }
        } catch { throw CandidFailure(error, in: self) }
    }
}
