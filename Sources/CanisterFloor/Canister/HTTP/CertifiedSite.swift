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
///   say nothing at all, and no cache keeps that: it has `cache-control: no-store`, as the plain 404 and the redirects
///   to folders have. What a replica cannot do is to answer with what the canister did not set.
/// - Gateways that know version 1 alone, or no certification, get the same. The tree that version 1 would need is not
///   there: who verifies by it refuses what he gets.
/// - In a replicated call, as by another canister, there is no certificate to hand out, and no need for one: the subnet
///   agreed on the reply. Such a reply holds 2 MiB: with a larger body the call ends in the system's trap.
public final class CertifiedSite {
    var responses = CertifiedResponses()
    let certification: CanisterCertification
    let expression = CertificationExpression.everyResponseHeader

    /// What the author set.
    public internal(set) var settings = SiteSettings()

    /// The paths of responses that were set at run time, with their sizes in bytes: in the one form that all spellings
    /// of a path have.
    var sizes = SortedMap<Text, Int>()
    var totalSize = 0
    /// What methods other than GET and HEAD get.
    var notAllowed: CertifiedResponse?

    /// A site that has nothing yet.
    ///
    /// - Parameter certification: the canister's certified state, where it takes the label `http_expr`.
    public init(in certification: CanisterCertification) { self.certification = certification }

    /// The most bytes of a path, its headers and its body: so many that a reply to a gateway's query holds them beside
    /// the certificate and the tree. A file of the folder `Site` may have 16 KiB less, which are for its headers.
    public static let maximumResponseSize = (3 << 20) - (64 << 10)

    /// How many responses are set at run time.
    public var responseCount: Int { sizes.count }

    /// The bytes of all that is set at run time: paths, headers and bodies.
    public var responsesSize: Int { totalSize }

    // MARK: Run time

    /// Serves a response at a path, in the place of the one that was there, a file's too. It is there until it is
    /// removed, or the code is upgraded: then files alone are there, and `onUpgrade` can set it anew.
    ///
    /// What is set at `/docs/index.html` stands at `/docs/` as well, unless something else was set there. `/404.html`
    /// is a path like others here: what paths get that have nothing is the file's.
    ///
    /// It takes some 300,000 instructions, and 40 for each byte of the body.
    ///
    /// - Parameters:
    ///   - path: begins with a slash; not percent-encoded; at most 1 KiB and 16 parts. Slashes in a row count as one.
    ///   - status: from 200 to 599, which gateways pass on.
    ///   - type: the value of `content-type`.
    ///   - headers: more headers; those of ``SiteSettings/headers`` with the same names give way. `content-length` is
    ///     the gateway's.
    ///   - body: all of it.
    /// - Throws: ``SiteError``; then nothing is changed.
    public func set(
        _ path: Text, status: UInt16 = 200, type: Text, headers: [HTTPHeader] = [], body: [UInt8]
    ) throws(SiteError) {
        guard path.bytes.first == UInt8(ascii: "/") else { throw .relativePath(path) }
        guard status >= 200, status <= 599 else { throw .status(status) }
        try Self.check(type, headers)
        let path = Self.normalForm(of: path)
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
        let body = ResponseBody(body)
        try put(status, headers, body, at: path.bytes)
        // What the path itself had no fault in, its folder has none in.
        try serveFolder(of: path.bytes, status, headers, body)
        sizes.insert(size, for: path)
        totalSize += size - (former ?? 0)
        certify()
    }

    /// Takes away what is served at a path, be it a file or a response that was set; with a folder's `index.html`, what
    /// stands for it at the folder.
    ///
    /// - Returns: whether something was there.
    @discardableResult
    public func remove(_ path: Text) -> Bool {
        let path = Self.normalForm(of: path)
        guard responses.remove(path.bytes) else { return false }
        if let size = sizes.remove(path) { totalSize -= size }
        removeFolder(of: path.bytes)
        certify()
        return true
    }

    /// A path as the tree has it: limits count what is there, however it is written.
    private static func normalForm(of path: Text) -> Text { Text(utf8: HTTPPath(path.bytes).text) ?? path }

    /// Whether something was set at a path, in its normal form, at run time.
    func isSet(_ path: [UInt8]) -> Bool {
        guard let path = Text(utf8: path) else { return false }
        return sizes[path] != nil
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

    static func bytes(of text: StaticString) -> [UInt8] {
        Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
