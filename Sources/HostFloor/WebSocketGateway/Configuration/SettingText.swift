/// Values of settings, as people write them.
enum SettingText {
    private static let timeUnits: [(suffix: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
    ]
    static let timeExpectation = "a number of ms, s, m or h, at most a day: 250ms, 10s, 5m"

    static func duration(_ text: String) -> Duration? {
        guard let (number, suffix) = split(text), let unit = timeUnits.first(where: { $0.suffix == suffix }) else {
            return nil
        }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit.milliseconds)
        return isTooLarge || product > 86_400_000 ? nil : .milliseconds(product)
    }

    /// In the largest unit in which it is a whole number.
    static func text(_ duration: Duration) -> String {
        let milliseconds = Int((duration / .milliseconds(1)).rounded())
        let unit = timeUnits.last { milliseconds.isMultiple(of: $0.milliseconds) && milliseconds > 0 } ?? timeUnits[0]
        return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
    }

    /// In the largest unit in which it is a whole number.
    static func text(size: Int) -> String {
        let unit = sizeUnits.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            .first { size.isMultiple(of: $0.value) && size > 0 }
        return unit.map { "\(size / $0.value)\($0.value == 1 ? "" : $0.key)" } ?? "\(size)"
    }

    private static let sizeUnits = ["": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30]
    static let sizeExpectation = "a number of bytes, KiB or MiB, at most 1 GiB: 65536, 64KiB, 4MiB"

    static func size(_ text: String) -> Int? {
        guard let (number, suffix) = split(text), let unit = sizeUnits[suffix] else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit)
        return isTooLarge || product > 1 << 30 ? nil : product
    }

    private static func split(_ text: String) -> (number: Int, suffix: String)? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { return nil }
        return (number, String(text[digits.endIndex...]))
    }

    static let endpointExpectation = "an address and a port, 0 for any free one: 127.0.0.1:8080, [::1]:8080"

    static func endpoint(_ text: String) -> ListenAddress? {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        return host.isEmpty ? nil : ListenAddress(host: String(host), port: port)
    }
}

/// Where to listen.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An address, or a name.
    public var host: String
    /// The port; 0 for any that is free.
    public var port: Int

    /// Puts them together.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
