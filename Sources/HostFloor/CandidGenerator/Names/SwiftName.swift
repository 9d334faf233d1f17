/// Candid's names in Swift's spelling.
enum SwiftName {
    /// For a property, a case, a method or an argument: `client_principal` and `ClientPrincipal` become
    /// `clientPrincipal`, `HTTPError` becomes `httpError`.
    ///
    /// - Returns: nil where the name has no letter or digit.
    static func lowerCamelCase(_ name: String) -> String? {
        let words = words(of: name)
        guard let first = words.first else { return nil }
        return prefixed(loweringStart(of: first) + words.dropFirst().map(capitalizingStart).joined())
    }

    /// For a type: `app_message` and `appMessage` become `AppMessage`.
    ///
    /// - Returns: nil where the name has no letter or digit.
    static func upperCamelCase(_ name: String) -> String? {
        let words = words(of: name)
        guard !words.isEmpty else { return nil }
        return prefixed(words.map(capitalizingStart).joined())
    }

    /// What is between the characters that a Swift name does not keep.
    private static func words(of name: String) -> [String] {
        name.unicodeScalars.split { !isLetterOrDigit($0) }.map { String($0) }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: scalar.value >= 0x80 && scalar.properties.isAlphabetic
        }
    }

    private static func capitalizingStart(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// Lowers the capitals at the start, but the last of several where a small letter follows: that begins a word.
    private static func loweringStart(of word: String) -> String {
        let capitals = word.prefix { $0.isUppercase }.count
        guard capitals > 1 else { return word.prefix(1).lowercased() + word.dropFirst() }
        let isFollowedByWord = word.dropFirst(capitals).first?.isLowercase ?? false
        let lowered = isFollowedByWord ? capitals - 1 : capitals
        return word.prefix(lowered).lowercased() + word.dropFirst(lowered)
    }

    private static func prefixed(_ name: String) -> String {
        guard let first = name.unicodeScalars.first, ("0"..."9").contains(first) else { return name }
        return "_" + name
    }
}
