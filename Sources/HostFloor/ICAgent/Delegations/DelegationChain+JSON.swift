import Candid
import Foundation
import ICCertificates
import ICProtocol

extension DelegationChain {
    /// The most bytes of a text that is read: 20 delegations of 1,000 targets each have less.
    public static let maximumJSONSize = 4 << 20

    /// The chain as a text, as JavaScript agents write it: bytes and times in hexadecimal.
    public var json: String {
        get throws(DelegationChainError) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            do { return String(decoding: try encoder.encode(JSONChain(self)), as: UTF8.self) } catch {
                throw .notJSON("\(error)")
            }
        }
    }

    /// Reads a chain as JavaScript agents write it. Whether it is valid is not looked at.
    public init(json text: String) throws(DelegationChainError) {
        guard text.utf8.count <= Self.maximumJSONSize else {
            throw .tooLarge(size: text.utf8.count, maximum: Self.maximumJSONSize)
        }
        let chain: JSONChain
        do { chain = try JSONDecoder().decode(JSONChain.self, from: Data(text.utf8)) } catch {
            throw .notJSON(Self.reason(of: error))
        }
        guard chain.delegations.count <= EnvelopeVerifier.maximumDelegationCount else {
            throw .tooLong(found: chain.delegations.count)
        }
        var delegations: [SignedDelegation] = []
        for link in chain.delegations { delegations.append(try link.signedDelegation) }
        self.init(publicKey: try chain.publicKey.hexBytes("publicKey"), delegations: delegations)
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        return switch error {
        case .keyNotFound(let key, _): "it lacks '\(key.stringValue)'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
        default: "it cannot be parsed"
        }
    }
}

/// The fields of the text.
private struct JSONChain: Codable {
    var delegations: [Link]
    var publicKey: String

    struct Link: Codable {
        var delegation: Fields
        var signature: String
    }

    struct Fields: Codable {
        var expiration: String
        var pubkey: String
        var targets: [String]?
        var permissions: String?
    }

    init(_ chain: DelegationChain) {
        publicKey = chain.publicKey.hex
        delegations = chain.delegations.map { link in
            let fields = Fields(
                expiration: String(link.delegation.expiration, radix: 16), pubkey: link.delegation.publicKey.hex,
                targets: link.delegation.targets?.map(\.bytes.hex), permissions: link.delegation.permissions?.text)
            return Link(delegation: fields, signature: link.signature.hex)
        }
    }
}

extension JSONChain.Link {
    var signedDelegation: SignedDelegation {
        get throws(DelegationChainError) {
            // Swift's own parser takes a sign too.
            guard let expiration = UInt64(delegation.expiration, radix: 16),
                delegation.expiration.allSatisfy(\.isHexDigit)
            else {
                throw .invalidExpiration(delegation.expiration)
            }
            var targets: [Principal]?
            if let texts = delegation.targets {
                var principals: [Principal] = []
                for text in texts {
                    let bytes = try text.hexBytes("targets")
                    guard let principal = try? Principal(bytes: bytes) else {
                        throw .principalSize(found: bytes.count)
                    }
                    principals.append(principal)
                }
                targets = principals
            }
            let delegation = Delegation(
                publicKey: try delegation.pubkey.hexBytes("pubkey"), expiration: expiration, targets: targets,
                permissions: delegation.permissions.map { Delegation.Permissions($0) })
            return SignedDelegation(delegation: delegation, signature: try signature.hexBytes("signature"))
        }
    }
}

extension String {
    /// The bytes that hexadecimal digits stand for.
    fileprivate func hexBytes(_ field: String) throws(DelegationChainError) -> [UInt8] {
        let digits = Array(utf8)
        guard digits.count % 2 == 0 else { throw .notHexadecimal(field: field) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(ofDigit: digits[index]), let low = Self.value(ofDigit: digits[index + 1]) else {
                throw .notHexadecimal(field: field)
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
