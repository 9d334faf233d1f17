import Bytes
import Candid

/// Names one connection of one client: its principal and a number that the client chose when it opened.
public struct ClientKey: Hashable, Comparable, Sendable {
    /// The client's principal.
    public let principal: Principal

    /// The number that the client chose for this connection.
    public let nonce: UInt64

    /// Names a connection.
    public init(principal: Principal, nonce: UInt64) {
        self.principal = principal
        self.nonce = nonce
    }

    public static func < (left: ClientKey, right: ClientKey) -> Bool {
        left.principal != right.principal ? left.principal < right.principal : left.nonce < right.nonce
    }
}

extension ClientKey {
    /// Writes the key as errors and logs show it: the principal's text, `_` and the nonce in decimal.
    public func writeText(into writer: inout ByteWriter) {
        principal.writeText(into: &writer)
        writer.write(UInt8(ascii: "_"))
        writer.write(decimal: nonce)
    }
}

extension ClientKey: CandidDecodable {
    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.init(
            principal: try decoder.field(FieldID.clientPrincipal, "client_principal", of: &fields),
            nonce: try decoder.field(FieldID.clientNonce, "client_nonce", of: &fields))
        try decoder.end(&fields)
    }
}

extension ClientKey: CandidEncodable {
    /// `record { client_principal : principal; client_nonce : nat64 }`.
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(FieldID.clientPrincipal, Principal.self)
            table.field(FieldID.clientNonce, UInt64.self)
        }
    }

    public func encode(into writer: inout ByteWriter) {
        principal.encode(into: &writer)
        writer.write(littleEndian: nonce)
    }
}
