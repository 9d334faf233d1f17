import Bytes
import Candid
import HTTPCertification

/// What a canister serves over HTTP: files, and responses that are set at run time. Each is certified, so that a
/// gateway can verify what a single replica answers (HTTP Gateway Protocol Specification, version 2 of response
/// verification).
///
/// A canister whose interface has the library's `http_request` has one; see ``SiteCanister``.
///
/// ```swift
/// try site.set("/api/totals.json", type: "application/json", body: Array("{\"visits\": 7}".utf8))
/// ```
///
/// - GET and HEAD get the response, with the whole body: the gateway drops it for HEAD. Other methods get 405, paths
///   with nothing get `404.html` or a plain text.
/// - All that can be answered is certified in advance: a response stands for any query of its URL, and for any headers
///   of the request. For a path with a response, a replica could answer GET with the 405 for other methods, as it could
///   say nothing at all; what it cannot do is to answer with what the canister did not set.
/// - Gateways that know version 1 alone, or no certification, get the same. The tree that version 1 would need is not
///   there: who verifies by it refuses what he gets.
/// - In a replicated call, as by another canister, there is no certificate to hand out, and no need for one: the subnet
///   agreed on the reply.
public final class CertifiedSite {
    var responses = CertifiedResponses()
    let certification: CanisterCertification
    let expression = CertificationExpression.everyResponseHeader

    /// What the author set.
    public internal(set) var settings = SiteSettings()

    /// The paths of responses that were set at run time, with their sizes in bytes.
    var sizes = SortedMap<Text, Int>()
    var totalSize = 0
    /// What methods other than GET and HEAD get.
    var notAllowed: CertifiedResponse?

    /// A site that has nothing yet.
    ///
    /// - Parameter certification: the canister's certified state, where it takes the label `http_expr`.
    public init(in certification: CanisterCertification) { self.certification = certification }

    /// The most bytes of a body and its headers: so many that a reply holds them beside the certificate and the tree.
    public static let maximumResponseSize = (3 << 20) - (64 << 10)

    /// How many responses are set at run time.
    public var responseCount: Int { sizes.count }

    /// The bytes of all that is set at run time: paths, headers and bodies.
    public var responsesSize: Int { totalSize }

    // MARK: Run time

    /// Serves a response at a path, in the place of the one that was there, a file's too. It is there until it is
    /// removed, or the code is upgraded: then files alone are there, and `onUpgrade` can set it anew.
    ///
    /// It takes some 300,000 instructions, and 40 for each byte of the body.
    ///
    /// - Parameters:
    ///   - path: begins with a slash; not percent-encoded.
    ///   - status: from 100 to 999.
    ///   - type: the value of `content-type`.
    ///   - headers: more headers; those of ``SiteSettings/headers`` with the same names give way.
    ///   - body: all of it.
    /// - Throws: ``SiteError``; then nothing is changed.
    public func set(
        _ path: Text, status: UInt16 = 200, type: Text, headers: [HTTPHeader] = [], body: [UInt8]
    ) throws(SiteError) {
        guard path.bytes.first == UInt8(ascii: "/") else { throw .relativePath(path) }
        for header in headers where Text(utf8: header.name) == nil || Text(utf8: header.value) == nil {
            throw .headerIsNotUTF8
        }
        let headers = self.headers(type: type.bytes, headers)
        let size = path.bytes.count + Self.size(of: headers) + body.count
        guard size <= Self.maximumResponseSize else { throw .tooLarge(size: size, maximum: Self.maximumResponseSize) }
        let former = sizes[path]
        guard former != nil || sizes.count < settings.maximumResponses else {
            throw .tooManyResponses(maximum: settings.maximumResponses)
        }
        guard totalSize - (former ?? 0) + size <= settings.maximumTotalSize else {
            throw .totalTooLarge(maximum: settings.maximumTotalSize)
        }
        try put(status, headers, ResponseBody(body), at: path.bytes)
        sizes.insert(size, for: path)
        totalSize += size - (former ?? 0)
        certify()
    }

    /// Takes away what is served at a path, be it a file or a response that was set.
    ///
    /// - Returns: whether something was there.
    @discardableResult
    public func remove(_ path: Text) -> Bool {
        guard responses.remove(path.bytes) else { return false }
        if let size = sizes.remove(path) { totalSize -= size }
        certify()
        return true
    }

    /// Puts a response at a path, and what other methods get there.
    func put(
        _ status: UInt16, _ headers: [HTTPHeader], _ body: ResponseBody, at path: [UInt8]
    ) throws(SiteError) {
        do throws(HTTPCertificationError) {
            let response = try CertifiedResponse(status: status, headers: headers, body: body, expression: expression)
            try responses.set(all(response), at: path)
        } catch {
            throw .uncertifiable(error)
        }
    }

    /// What a path has where a response is: that, and the answer to other methods.
    func all(_ response: CertifiedResponse) -> [CertifiedResponse] {
        notAllowed.map { [response, $0] } ?? [response]
    }

    /// Makes the responses the canister's certified data, with its other parts.
    func certify() {
        guard let root = responses.root() else { return certification.remove(CertifiedResponses.label) }
        certification.set(CertifiedResponses.label, root)
    }

    // MARK: Headers

    /// The headers of a response: its type, its own, and those of the settings that have other names.
    func headers(type: [UInt8], _ own: [HTTPHeader] = []) -> [HTTPHeader] {
        var headers = [HTTPHeader(name: CertifiedSite.bytes(of: "content-type"), value: type)] + own
        let count = headers.count
        for header in settings.headers where !headers[..<count].contains(where: { $0.isNamed(header.name) }) {
            headers.append(header)
        }
        return headers
    }

    private static func size(of headers: [HTTPHeader]) -> Int {
        headers.reduce(0) { $0 + $1.name.count + $1.value.count + 10 }
    }

    static func bytes(of text: StaticString) -> [UInt8] {
        Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
