/// The words and signs of Candid's interface language, without comments: enough to find the parts of an interface.
enum CandidTokens {
    static func split(_ text: String) throws(InterfaceFileError) -> [String] {
        let bytes = Array(text.utf8)
        var tokens: [String] = []
        var position = 0
        func line(_ offset: Int) -> Int { 1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") } }
        func at(_ offset: Int, _ sign: Unicode.Scalar) -> Bool {
            offset < bytes.count && bytes[offset] == UInt8(ascii: sign)
        }
        while position < bytes.count {
            let start = position
            if at(position, "/"), at(position + 1, "/") {
                while position < bytes.count, !at(position, "\n") { position += 1 }
                continue
            }
            if at(position, "/"), at(position + 1, "*") {
                var depth = 0
                repeat {
                    guard position + 1 < bytes.count else { throw .unclosed("a comment", line: line(start)) }
                    if at(position, "/"), at(position + 1, "*") {
                        depth += 1
                        position += 2
                    } else if at(position, "*"), at(position + 1, "/") {
                        depth -= 1
                        position += 2
                    } else {
                        position += 1
                    }
                } while depth > 0
                continue
            }
            if at(position, "\"") {
                position += 1
                while !at(position, "\"") {
                    guard position < bytes.count else { throw .unclosed("a text", line: line(start)) }
                    position += at(position, "\\") ? 2 : 1
                }
                position += 1
            } else if isWord(bytes[position]) {
                while position < bytes.count, isWord(bytes[position]) { position += 1 }
            } else if at(position, "-"), at(position + 1, ">") {
                position += 2
            } else {
                position += 1
                if [0x20, 0x09, 0x0a, 0x0d].contains(bytes[start]) { continue }
            }
            tokens.append(String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self))
        }
        return tokens
    }

    /// Text of tokens as a person would write it, in one line.
    static func join(_ tokens: [String]) -> String {
        var text = ""
        var previous = ""
        for token in tokens {
            let isTight = previous.isEmpty || previous == "(" || [",", ";", ")"].contains(token)
            text += isTight ? token : " " + token
            previous = token
        }
        return text
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}
