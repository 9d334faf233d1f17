/// The tags of the elements that keys and signatures are made of (ITU-T X.690, 8.1.2).
public enum DERTag: UInt8, Sendable {
    case integer = 0x02
    case bitString = 0x03
    case octetString = 0x04
    case objectIdentifier = 0x06
    case sequence = 0x30
    /// `[0]` around an element.
    case context0 = 0xa0
    /// `[1]` around an element.
    case context1 = 0xa1
    /// `[1]` in an element's own place.
    case implicit1 = 0x81

    var name: String {
        switch self {
        case .integer: "an integer"
        case .bitString: "a bit string"
        case .octetString: "an octet string"
        case .objectIdentifier: "an object identifier"
        case .sequence: "a sequence"
        case .context0: "an element tagged [0]"
        case .context1, .implicit1: "an element tagged [1]"
        }
    }
}
