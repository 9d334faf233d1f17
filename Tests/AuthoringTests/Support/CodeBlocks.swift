import Foundation

/// The files that a text in Markdown shows: blocks of code below a line that ends with the file's name in backticks and
/// a colon.
enum CodeBlocks {
    static func files(in text: String) -> [String: String] {
        var files: [String: String] = [:]
        var name: String?
        var block: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = block, let name { files[name] = lines.map { $0 + "\n" }.joined() }
                if block != nil { name = nil }
                block = block == nil ? [] : nil
            } else if block != nil {
                block?.append(line)
            } else if let match = line.wholeMatch(of: /(?:.* )?`([^` ]+\.[a-z]+)`:/) {
                name = String(match.1)
            } else if !line.isEmpty {
                name = nil
            }
        }
        return files
    }
}
