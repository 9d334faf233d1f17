/// The id of a record field or variant tag that is known by its name: a hash of the UTF-8 bytes modulo 2^32 (Candid
/// specification, "Field identifiers").
public func fieldID(of name: [UInt8]) -> UInt32 {
    var hash: UInt32 = 0
    for byte in name { hash = hash &* 223 &+ UInt32(byte) }
    return hash
}

/// The id of a record field or variant tag that is known by its name.
public func fieldID(of name: String) -> UInt32 {
    var hash: UInt32 = 0
    for byte in name.utf8 { hash = hash &* 223 &+ UInt32(byte) }
    return hash
}
