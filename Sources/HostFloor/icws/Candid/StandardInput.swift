import Foundation

/// What comes by standard input in the place of an argument.
enum StandardInput {
    /// The most bytes that are read.
    static let limit = 16 << 20

    /// An argument, or what standard input says where the argument is `-`.
    static func text(or argument: String) throws(CandidFailure) -> String {
        guard argument == "-" else { return argument }
        var data = Data()
        while data.count <= limit {
            let more = FileHandle.standardInput.availableData
            if more.isEmpty { break }
            data += more
        }
        guard data.count <= limit else {
            throw CandidFailure(.usage, "standard input has more than \(limit) bytes: expected no more")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CandidFailure(.usage, "standard input is not UTF-8")
        }
        return text
    }
}
