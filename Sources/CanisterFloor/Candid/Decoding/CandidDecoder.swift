import Bytes

/// Reads the arguments of a Candid message (Candid specification, "Deserialisation").
///
///     let decoder = try CandidDecoder(bytes)
///     let key = try decoder.argument(ClientKey.self)
///     let note = try decoder.argument(String?.self)
///     try decoder.finish()
///
/// No tree of values is built: each type reads itself from the bytes, driven by the type that the message has.
///
/// The compiler puts a type's decoding into every function that decodes the type. So what is the same for all types is
/// kept out of line: else each record and each argument of a canister has it once more.
public final class CandidDecoder {
    @usableFromInline var reader: ByteReader

    /// The type table of the message.
    public private(set) var types: TypeGraph

    /// The number of arguments in the message.
    public let argumentCount: Int

    /// The position of the argument that is read, or of the next when none was asked for yet.
    public var argumentIndex: Int { max(argumentCount - argumentsLeft - (state == .argument ? 1 : 0), 0) }

    let quota: DecodingQuota
    var workLeft: Int
    var skippingLeft: Int
    var zeroSizedLeft: Int
    var depth = 0
    private var argumentsLeft: Int
    private var state = State.begin

    private enum State {
        case begin, argument, noMoreArguments, end
    }

    /// Reads the header: the magic bytes, the type table, the types of the arguments.
    ///
    /// - Throws: ``CandidError`` when the header is malformed or greater than the quota allows.
    @inline(never)
    public convenience init(_ bytes: [UInt8]) throws(CandidError) {
        try self.init(bytes, quota: .default)
    }

    /// Reads the header, with a limit of one's own for what a message may cost.
    public init(_ bytes: [UInt8], quota: DecodingQuota) throws(CandidError) {
        let header = try MessageHeader(bytes, quota)
        self.types = header.types
        self.reader = ByteReader(bytes)
        self.reader.seek(to: header.end)
        self.argumentCount = header.argumentCount
        self.argumentsLeft = header.argumentCount
        self.quota = quota
        self.workLeft = quota.workLimit(bytes.count)
        self.skippingLeft = quota.skippingLimit(bytes.count)
        self.zeroSizedLeft = quota.zeroSizedElements
    }

    /// The bytes of the message.
    public var bytes: [UInt8] { reader.bytes }

    /// The offset of the next byte.
    public var offset: Int { reader.position }

    // MARK: Arguments

    /// Reads the next argument. One that the message lacks is null if its type is `opt`, `null` or `reserved`.
    public func argument<Value: CandidDecodable>(_ type: Value.Type) throws(CandidError) -> Value {
        guard let wireType = try nextArgument() else {
            if let absent = Value.absentValue { return absent }
            throw error(.missingArgument)
        }
        return try Value(from: self, as: wireType)
    }

    /// The type of the next argument, whose value must be read or skipped then; `nil` when there are no more.
    @inline(never)
    public func nextArgument() throws(CandidError) -> WireType? {
        depth = 0
        guard argumentsLeft > 0 else {
            state = .noMoreArguments
            return nil
        }
        state = .argument
        try charge(1)
        let type = types.reference(at: types.words.count &- argumentsLeft)
        argumentsLeft &-= 1
        return type
    }

    /// Ends the message: surplus arguments are skipped, but nothing may follow them.
    @inline(never)
    public func finish() throws(CandidError) {
        while let type = try nextArgument() { try skip(type) }
        state = .end
        guard reader.isAtEnd else { throw error(.trailingBytes(reader.remaining)) }
    }

    /// Decodes a message of one value; others behind it are skipped.
    public static func decode<Value: CandidDecodable>(
        _ type: Value.Type, from message: [UInt8]
    ) throws(CandidError) -> Value {
        let decoder = try CandidDecoder(message)
        let value = try decoder.argument(type)
        try decoder.finish()
        return value
    }

    // MARK: Errors

    /// An error at the current position, for types that have rules of their own.
    @inline(never)
    public func error(_ reason: CandidError.Reason) -> CandidError {
        let part: CandidError.Part =
            switch state {
            case .begin, .argument: .argument(argumentIndex)
            case .noMoreArguments: .noMoreArguments(argumentIndex)
            case .end: .end
            }
        return CandidError(reason, offset: reader.position, part: part)
    }

    /// The error of a value whose type is not the expected one.
    @inline(never)
    public func mismatch(_ expected: TypeKind, _ found: WireType) -> CandidError {
        error(.mismatch(expected: expected, found: types.kind(of: found)))
    }

    @inline(never)
    func truncated(_ needed: Int) -> CandidError {
        error(.truncated(needed: needed, remaining: reader.remaining))
    }

    // MARK: Quota

    /// Takes units from the work that is left.
    @inline(__always)
    func charge(_ units: Int) throws(CandidError) {
        workLeft &-= units
        if workLeft < 0 { throw workExceeded() }
    }

    /// Goes one level down. The level is left again by whatever encloses it: see ``nextField(_:)``.
    @inline(__always)
    func descend() throws(CandidError) {
        depth &+= 1
        if depth > quota.depth { throw depthExceeded() }
    }

    @inline(never)
    private func workExceeded() -> CandidError {
        error(.quotaExceeded(.work, limit: workLimit))
    }

    var workLimit: Int { quota.workLimit(bytes.count) }

    @inline(never)
    func depthExceeded() -> CandidError { error(.quotaExceeded(.depth, limit: quota.depth)) }

    // MARK: Numbers that count

    /// Reads an LEB128 number that counts something of which each takes at least a byte.
    @inline(__always)
    func readLength() throws(CandidError) -> Int {
        let length = try readLEB128()
        guard length <= UInt64(UInt(bitPattern: reader.remaining)) else { throw truncated(Int(clamping: length)) }
        return Int(truncatingIfNeeded: length)
    }

    /// Reads an LEB128 number below 2^64, which need not be in its shortest form.
    func readLEB128() throws(CandidError) -> UInt64 {
        var position = reader.position
        let value = reader.bytes.withUnsafeBytes { bytes -> UInt64 in
            guard let base = bytes.baseAddress else {
                position = LEB128.truncated
                return 0
            }
            return LEB128.read(base, &position, end: bytes.count)
        }
        guard position >= 0 else { throw invalidNumber(position) }
        reader.seek(to: position)
        return value
    }

    @inline(never)
    private func invalidNumber(_ failure: Int) -> CandidError {
        if failure == LEB128.tooLarge { return error(.numberTooLarge) }
        reader.seek(to: reader.end)
        return truncated(1)
    }
}
