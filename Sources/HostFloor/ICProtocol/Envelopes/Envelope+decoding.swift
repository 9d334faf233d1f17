import Candid

extension Envelope {
    /// Decodes an envelope that takes up all the bytes, with or without tag 55799 before it.
    ///
    /// Fields of the envelope itself that are not known are passed over, since no signature covers them. The content's
    /// are refused: the request id is the hash of all fields that were sent, and what is not understood cannot be
    /// obeyed.
    public init(decoding bytes: [UInt8], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        var reader = try MessageReader(bytes, limits: limits)
        var content: RequestContent?
        var publicKey: [UInt8]?
        var delegations: [SignedDelegation]?
        var signature: [UInt8]?
        try reader.message { reader, name throws(MessageError) in
            switch name {
            case "content": content = try RequestContent(from: &reader)
            case "sender_pubkey":
                publicKey = try reader.optional { reader throws(MessageError) in try reader.bytes() }
            case "sender_sig":
                signature = try reader.optional { reader throws(MessageError) in try reader.bytes() }
            case "sender_delegation":
                delegations = try reader.optional { reader throws(MessageError) in
                    try reader.array { reader throws(MessageError) in try SignedDelegation(from: &reader) }
                }
            default: try reader.skip()
            }
        }
        self.init(
            content: try reader.required(content, "content"), senderPublicKey: publicKey,
            senderDelegations: delegations, senderSignature: signature)
    }
}

extension SignedDelegation {
    init(from reader: inout MessageReader) throws(MessageError) {
        var delegation: Delegation?
        var signature: [UInt8]?
        try reader.map { reader, name throws(MessageError) in
            switch name {
            case "delegation": delegation = try Delegation(from: &reader)
            case "signature": signature = try reader.bytes()
            default: try reader.skip()
            }
        }
        self.init(
            delegation: try reader.required(delegation, "delegation"),
            signature: try reader.required(signature, "signature"))
    }
}

extension Delegation {
    /// Fields that are not known are refused: they are signed, and might restrict what the delegation allows.
    init(from reader: inout MessageReader) throws(MessageError) {
        var publicKey: [UInt8]?
        var expiration: UInt64?
        var targets: [Principal]?
        var permissions: Permissions?
        try reader.map { reader, name throws(MessageError) in
            switch name {
            case "pubkey": publicKey = try reader.bytes()
            case "expiration": expiration = try reader.natural()
            case "targets":
                targets = try reader.optional { reader throws(MessageError) in
                    try reader.array { reader throws(MessageError) in try reader.principal() }
                }
            case "permissions":
                permissions = try reader.optional { reader throws(MessageError) in Permissions(try reader.text()) }
            default: throw reader.error(.unknown)
            }
        }
        self.init(
            publicKey: try reader.required(publicKey, "pubkey"),
            expiration: try reader.required(expiration, "expiration"), targets: targets, permissions: permissions)
    }
}
