import Candid
import HTTPCertification

extension CertifiedSite {
    /// The headers of a response: its type, its own, those of the settings that have other names, and the policy for
    /// what can run scripts.
    func headers(type: [UInt8], _ own: [HTTPHeader] = []) -> [HTTPHeader] {
        var headers = [HTTPHeader(name: CertifiedSite.bytes(of: "content-type"), value: type)] + own
        let count = headers.count
        for header in settings.headers where !headers[..<count].contains(where: { $0.isNamed(header.name) }) {
            headers.append(header)
        }
        let policy = HTTPHeader("content-security-policy", settings.contentSecurityPolicy)
        guard !policy.value.isEmpty, Self.canRunScripts(type),
            !headers.contains(where: { $0.isNamed(policy.name) })
        else { return headers }
        return headers + [policy]
    }

    /// Whether a browser may run scripts in what has a type: in HTML, and in XML of any kind, such as SVG.
    ///
    /// It is enough that the type has such a word in it: a policy does no harm where there are no scripts.
    private static func canRunScripts(_ type: [UInt8]) -> Bool {
        var last: UInt32 = 0
        for byte in type {
            let small: UInt8 = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
            last = last << 8 | UInt32(small)
            let three = last & 0xff_ffff
            // "html"; "xml"; "xsl".
            if last == 0x6874_6d6c || three == 0x78_6d6c || three == 0x78_736c { return true }
        }
        return false
    }

    /// For answers of the site's own, which may be others at any time.
    static var notKept: HTTPHeader { HTTPHeader("cache-control", "no-store") }

    /// Throws for what gateways would not pass on, in a type and in an author's headers.
    static func check(_ type: Text, _ headers: [HTTPHeader]) throws(SiteError) {
        guard isPassedOn(type.bytes) else { throw .controlCharacter }
        for header in headers {
            guard let name = Text(utf8: header.name), Text(utf8: header.value) != nil else { throw .headerIsNotUTF8 }
            guard !header.isNamed(bytes(of: "content-type")), !header.isNamed(bytes(of: "content-length")) else {
                throw .writtenHeader(name)
            }
            guard isPassedOn(header.value) else { throw .controlCharacter }
        }
    }

    /// Whether a value has no control characters but tabs (RFC 9110, section 5.5).
    private static func isPassedOn(_ value: [UInt8]) -> Bool {
        for byte in value where byte < 0x20 && byte != 0x09 || byte == 0x7f { return false }
        return true
    }

    /// Bytes of headers, with what is between them.
    static func size(of headers: [HTTPHeader]) -> Int {
        headers.reduce(0) { $0 + $1.name.count + $1.value.count + 10 }
    }
}
