import Bytes

/// The parts of a request's URL that certification looks at.
enum RequestURL {
    /// The path as the URL has it, still percent-encoded: without scheme and authority, query and fragment.
    static func path(of url: [UInt8]) -> ArraySlice<UInt8> {
        let start = pathStart(of: url)
        let end = url[start...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.endIndex
        return url[start..<end]
    }

    /// What stands behind the first question mark, up to a fragment; `nil` without one.
    private static func query(of url: [UInt8]) -> ArraySlice<UInt8>? {
        let end = url.firstIndex(of: UInt8(ascii: "#")) ?? url.endIndex
        guard let mark = url[..<end].firstIndex(of: UInt8(ascii: "?")) else { return nil }
        return url[(mark + 1)..<end]
    }

    /// The parameters of some names in a URL's query, in its order and with its separators; `nil` where there are none.
    static func parameters(_ names: [[UInt8]], of url: [UInt8]) -> [UInt8]? {
        guard !names.isEmpty, let query = query(of: url) else { return nil }
        var kept: [UInt8] = []
        var isFirst = true
        for parameter in query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            let end = parameter.firstIndex(of: UInt8(ascii: "=")) ?? parameter.endIndex
            let name = parameter[..<end]
            guard names.contains(where: { name.elementsEqual($0) }) else { continue }
            if !isFirst { kept.append(UInt8(ascii: "&")) }
            isFirst = false
            kept += parameter
        }
        return isFirst ? nil : kept
    }

    /// Bytes with each `%` and two hexadecimal digits made the byte that they stand for; any other `%` stays.
    static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "%"), text.endIndex - index > 2, let high = digit(text[index + 1]),
                let low = digit(text[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(byte)
                index += 1
            }
        }
        return decoded
    }

    /// Where the path begins: behind `https://host` if the URL has that before any other slash or question mark.
    private static func pathStart(of url: [UInt8]) -> Int {
        guard let colon = url.firstIndex(where: { !isSchemeCharacter($0) }), colon > 0, url.count - colon > 2,
            url[colon] == UInt8(ascii: ":"), url[colon + 1] == UInt8(ascii: "/"), url[colon + 2] == UInt8(ascii: "/")
        else { return 0 }
        let authority = url[(colon + 3)...]
        return authority.firstIndex {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
        } ?? url.endIndex
    }

    private static func isSchemeCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2d, 0x2e: true
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
