import Candid
import ICCertificates
import MessageVerification
import TestSupport
import WebSocketProtocol

/// A message that a canister of the released Rust library sent, with the certificate of a real replica.
enum RealMessage {
    static let canister = "bnz7o-iuaaa-aaaaa-qaaaa-cai"
    static let key = [UInt8](
        "sqdfl-mr4km-2hfjy-gajqo-xqvh7-hf4mf-nra4i-3it6l-neaw4-soolw-tae_00000000000000000000".utf8)
    static let content = bytes(
        "d9d9f7a56a636c69656e745f6b6579a270636c69656e745f7072696e636970616c581db5d60075aa2a65184b85d6f66c19a53c4ed802"
            + "73c484222a52e80e30026c636c69656e745f6e6f6e63651b055af797bb85950e6c73657175656e63655f6e756d016974696d6573"
            + "74616d701b179f3ab61f182c6c7269735f736572766963655f6d657373616765f567636f6e74656e7458894449444c066b04fdbd"
            + "95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bbd1eacd0e786c01d888abb90a78"
            + "6c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f010000011db5d60075aa2a65184b85d6f66c"
            + "19a53c4ed80273c484222a52e80e30020e9585bb97f75a05")
    static let certificate = bytes(
        "d9d9f7a2647472656583018301830183024863616e6973746572830183024a800000000010000001018301830183024e636572746966"
            + "6965645f6461746182035820e17d2f5533250b07d0cac69dd789e9b123aabf7663e3f91817567a0fe789a3028204582073cfb143"
            + "0ef73ab885c27fd576cd8baba82d936234c18a872e75a690c6369be782045820033ceb4a3ee94c0447ef8c00e1901f5c168c6230"
            + "684f759c98a13dc47a921bed8204582085e48bc6d000256b6d92382c12e88b3143418269dce4335a3a7c93041eca86d782045820"
            + "f45245b933d677e216d0aeef13549138b6fdb775f2eaa1fa19f0a160a230131082045820c63979474a02d2e05c5007ca926d4bdc"
            + "78c063a648f6295935cbb4154f294058830182045820c6cb372d626abbdde6f455d99734ed4fba658753d6907f121a0bb01ab67e"
            + "9ea883024474696d65820349ecd8e0f8e1d6cecf17697369676e617475726558308cb526c30c54b2e9ff59bbd4175c4af2d379da"
            + "bd2583d6202c8a2ef60526e138db66c70cc32012b0050b12fb4de7f04e")
    static let tree = bytes(
        "d9d9f7830249776562736f636b657483025854737164666c2d6d72346b6d2d3268666a792d67616a716f2d78717668372d6866346d66"
            + "2d6e726134692d336974366c2d6e656177342d736f6f6c772d7461655f3030303030303030303030303030303030303030820358"
            + "2017591ba8714082846a76a1709b8fe042c894ce2f371a5e1c68907afe88c0ba5e")

    /// What the certificate says: in 2023.
    static let time: UInt64 = 1_702_143_738_049_473_644

    static let relayed = RelayedMessage(key: key, content: content, certificate: certificate, tree: tree)
}

extension CertificateVerifier {
    /// All checks but that of the signature.
    static let unsigned = CertificateVerifier(signatureCheck: UncheckedSignature())
}
