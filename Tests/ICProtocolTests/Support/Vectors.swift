import Candid
import ICProtocol
import TestSupport

/// What the vectors of the interface specification, and those made beside them, have in common.
enum Vectors {
    /// 2023-05-31T22:00:00Z, in nanoseconds.
    static let time: UInt64 = 1_685_570_400_000_000_000
    static let second: UInt64 = 1_000_000_000
    static let canister = principal("00000000000004d2")
    static let argument = bytes("4449444c00fd2a")

    /// The key of RFC 8032's first test.
    static let seed = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    static let publicKey = bytes(
        "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    static let sender = principal("3d9bdaa34fe81df16699403f3e17d6030488fc8c9e37ab61036482d202")

    static func terms(_ sender: Principal = .anonymous, nonce: [UInt8]? = nil) -> RequestTerms {
        RequestTerms(sender: sender, ingressExpiry: time, nonce: nonce)
    }

    static func request(_ sender: Principal = .anonymous, nonce: [UInt8]? = nil) -> CanisterRequest {
        CanisterRequest(terms: terms(sender, nonce: nonce), canister: canister, method: "hello", argument: argument)
    }

    static let callID = bytes("1d1091364d6bb8a6c16b203ee75467d59ead468f523eb058880ae8ec80e2b101")
    static let signedCallID = bytes("cbdfaccfca4477a7a26998bfdd10283b62a1646a2787b70c2f8daacd539cb132")
    static let signedCallSignature = bytes(
        "60df381ba9f3cc734642f5ea9284810987cf4a436eac9db41fbb4d424a7387b2"
            + "f313b77f856de47225dc3943630cc88bcf46da02b67a6336c0f1cfecf5fe7a01")
    static let signedCall = bytes(
        "d9d9f7a367636f6e74656e74a66c726571756573745f747970656463616c6c6b63616e69737465725f69644800000000000004d26b6d"
            + "6574686f645f6e616d656568656c6c6f63617267474449444c00fd2a6673656e646572581d3d9bdaa34fe81df16699403f3e17d6"
            + "030488fc8c9e37ab61036482d2026e696e67726573735f6578706972791b1764595927e9c0006d73656e6465725f7075626b6579"
            + "582c302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a6a73656e6465"
            + "725f736967584060df381ba9f3cc734642f5ea9284810987cf4a436eac9db41fbb4d424a7387b2f313b77f856de47225dc394363"
            + "0cc88bcf46da02b67a6336c0f1cfecf5fe7a01")
    static let anonymousQuery = bytes(
        "d9d9f7a167636f6e74656e74a66c726571756573745f747970656571756572796b63616e69737465725f69644a000000000000000001"
            + "016b6d6574686f645f6e616d656568656c6c6f63617267464449444c00006673656e64657241046e696e67726573735f65787069"
            + "72791b1764595927e9c000")
    static let delegation = Delegation(
        publicKey: publicKey, expiration: time, targets: [principal("00000000000000000101")])
    static let delegationSignature = bytes(
        "a800113a1d674443f12dc7a416cc285fc43bc664a10a293e3daf47cf7b102fd1"
            + "1095917bf5e66786e135484c459a0ad67306632c8e905aaf0c57dff2fa1e4106")
}

/// The principal whose bytes hexadecimal digits stand for.
func principal(_ hexadecimal: String) -> Principal {
    guard let principal = try? Principal(bytes: bytes(hexadecimal)) else {
        preconditionFailure("not a principal: \(hexadecimal)")
    }
    return principal
}
