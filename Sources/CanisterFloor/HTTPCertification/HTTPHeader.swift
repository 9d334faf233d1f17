/// A header of a request or a response.
public struct HTTPHeader: Hashable, Sendable {
    /// The name, in any case.
    public var name: [UInt8]
    public var value: [UInt8]

    public init(name: [UInt8], value: [UInt8]) {
        (self.name, self.value) = (name, value)
    }
}
