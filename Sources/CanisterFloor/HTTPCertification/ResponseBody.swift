import SHA256

/// The body of a response with its hash, which is made once.
public struct ResponseBody: ExpressibleByStringLiteral, Sendable {
    /// The SHA-256 of the body's bytes.
    public let digest: Digest

    private let content: Content

    private enum Content: @unchecked Sendable {
        case array([UInt8])
        /// Memory that lives as long as the program and never changes.
        case constant(UnsafeRawBufferPointer)
    }

    /// A body of bytes of its own.
    ///
    /// - Parameters:
    ///   - bytes: all of them.
    ///   - digest: their SHA-256 if it is known: then nothing is hashed. A wrong one makes gateways refuse the response.
    public init(_ bytes: [UInt8], digest: Digest? = nil) {
        content = .array(bytes)
        self.digest = digest ?? SHA256.hash(bytes)
    }

    /// A body that is a literal of the program. Nothing is copied.
    public init(stringLiteral text: StaticString) { self.init(text) }

    /// A body that is a literal of the program. Nothing is copied.
    public init(_ text: StaticString) {
        self.init(constant: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// A body that stands in constant memory, such as a data segment of the module. Nothing is copied.
    ///
    /// - Parameters:
    ///   - bytes: memory that lives as long as the program and never changes.
    ///   - digest: the SHA-256 of the bytes if it is known, as for files at build time: then nothing is hashed. A wrong
    ///     one makes gateways refuse the response.
    public init(constant bytes: UnsafeRawBufferPointer, digest: Digest? = nil) {
        content = .constant(bytes)
        self.digest = digest ?? SHA256.hash(bytes)
    }

    /// The number of bytes.
    public var count: Int {
        switch content {
        case .array(let bytes): bytes.count
        case .constant(let bytes): bytes.count
        }
    }

    /// Lends the bytes to a closure; the pointer is valid only inside it.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch content {
        case .array(let bytes): bytes.withUnsafeBytes(body)
        case .constant(let bytes): body(bytes)
        }
    }
}
