import CBOR
import Foundation

/// The value of an `IC-Certificate` header (HTTP Gateway Protocol Specification, "The Certificate Header").
struct CertificateHeader {
    /// CBOR.
    let certificate: [UInt8]
    /// CBOR.
    let tree: [UInt8]
    /// 1 where none is named.
    let version: Int
    /// Where in the tree the expression stands; `nil` before version 2.
    let expressionPath: [[UInt8]]?

    /// The labels that a path may have.
    private static let maximumLabels = 64

    /// Reads a dictionary of structured fields (RFC 8941, section 3.2), of the kinds that this header has: byte sequences
    /// between colons, and integers.
    init(parsing value: [UInt8]) throws(ResponseRefusal) {
        var members: [String: String] = [:]
        for member in String(decoding: value, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false) {
            let parts = member.split(separator: "=", maxSplits: 1).map { $0.trimming(while: { $0 == " " || $0 == "\t" }) }
            guard parts.count == 2, members.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw .certificateHeader("expected members such as 'certificate=:…:', each once, between commas")
            }
        }
        certificate = try Self.bytes("certificate", in: members)
        tree = try Self.bytes("tree", in: members)
        guard let text = members["version"] else {
            (version, expressionPath) = (1, nil)
            return
        }
        guard let version = Int(text) else {
            throw .certificateHeader("the version is '\(text.prefix(20))', where a number was expected")
        }
        self.version = version
        expressionPath = version < 2 ? nil : try Self.path(try Self.bytes("expr_path", in: members))
    }

    private static func bytes(_ name: String, in members: [String: String]) throws(ResponseRefusal) -> [UInt8] {
        guard let text = members[name] else { throw .certificateHeader("it has no '\(name)'") }
        guard text.count >= 2, text.first == ":", text.last == ":",
            let data = Data(base64Encoded: String(text.dropFirst().dropLast()))
        else { throw .certificateHeader("'\(name)' is no base 64 between colons") }
        return [UInt8](data)
    }

    private static func path(_ bytes: [UInt8]) throws(ResponseRefusal) -> [[UInt8]] {
        var labels: [[UInt8]] = []
        do throws(CBORError) {
            var reader = CBORReader(bytes)
            _ = try reader.skipSelfDescribeTag()
            var count = try reader.readArrayHeader()
            while try reader.next(&count) { labels.append(try reader.readText()) }
            try reader.finish()
        } catch {
            throw .certificateHeader("'expr_path' is no array of texts in CBOR: \(error)")
        }
        guard labels.count <= maximumLabels else {
            throw .certificateHeader("'expr_path' has \(labels.count) labels, where at most \(maximumLabels) are taken")
        }
        return labels
    }
}

extension Substring {
    /// Without the characters at both ends that meet a condition.
    fileprivate func trimming(while condition: (Character) -> Bool) -> String {
        let start = drop(while: condition)
        return String(start.reversed().drop(while: condition).reversed())
    }
}
