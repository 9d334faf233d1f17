/// A header of a request or a response.
public struct HTTPHeader: Hashable, Sendable {
    /// The name, in any case.
    public var name: [UInt8]
    public var value: [UInt8]

    public init(name: [UInt8], value: [UInt8]) {
        (self.name, self.value) = (name, value)
    }

    /// A header of two literals.
    public init(_ name: StaticString, _ value: StaticString) {
        (self.name, self.value) = ([UInt8](name), [UInt8](value))
    }

    /// Whether this is the header of a name, in whatever case the two are written.
    public func isNamed(_ other: [UInt8]) -> Bool { name.equalsIgnoringCase(other) }
}

extension [UInt8] {
    /// The UTF-8 bytes of a literal.
    init(_ text: StaticString) {
        self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The same bytes with the capitals of ASCII made small.
    var lowercasedASCII: [UInt8] { map { $0.lowercasedASCII } }

    /// Whether these bytes are others but for the case of letters of ASCII.
    func equalsIgnoringCase(_ other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index].lowercasedASCII != other[index].lowercasedASCII { return false }
        return true
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
}
