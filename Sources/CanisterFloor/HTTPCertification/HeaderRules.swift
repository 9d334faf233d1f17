/// What names and values headers may have (RFC 9110, section 5), and which the certification keeps for itself.
enum HeaderRules {
    static var certificate: [UInt8] { [UInt8]("ic-certificate") }
    static var expression: [UInt8] { [UInt8]("ic-certificateexpression") }

    /// Whether certification writes the header of this name itself.
    static func isOwn(_ name: [UInt8]) -> Bool {
        name.equalsIgnoringCase(certificate) || name.equalsIgnoringCase(expression)
    }

    /// Throws unless a name is a token.
    ///
    /// - Parameter isReserved: whether certification's own headers are refused, too.
    static func checkName(_ name: [UInt8], isReserved: Bool) throws(HTTPCertificationError) {
        for byte in name where !isToken(byte) { throw .name(name) }
        if name.isEmpty { throw .name(name) }
        if isReserved, isOwn(name) { throw .reservedHeader(name) }
    }

    /// Throws unless a header may stand in a response.
    static func check(_ header: HTTPHeader) throws(HTTPCertificationError) {
        try checkName(header.name, isReserved: true)
        for byte in header.value where byte == 0 || byte == 0x0a || byte == 0x0d {
            throw .headerValue(name: header.name)
        }
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7c, 0x7e: true
        default: false
        }
    }
}
