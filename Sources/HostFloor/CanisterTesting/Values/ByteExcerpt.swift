import ICCertificates

extension [UInt8] {
    /// How many bytes an ``excerpt`` shows.
    static let excerptLength = 64

    /// The bytes in hexadecimal for the text of an error; of many, the first ones and their number.
    var excerpt: String {
        guard count > Self.excerptLength else { return isEmpty ? "empty" : hex }
        return Array(prefix(Self.excerptLength)).hex + "… (\(count) bytes)"
    }
}
