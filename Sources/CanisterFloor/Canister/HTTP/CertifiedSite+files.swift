import Bytes
import Candid
import HTTPCertification

extension CertifiedSite {
    /// Serves files, and nothing else: to be called in `canister_init` and in `canister_post_upgrade`, before the
    /// WebSocket server is restored.
    ///
    /// `index.html` is served for its folder as well: at `/docs/`, and `/docs` leads there. `404.html`, in the
    /// uppermost folder, is what paths get that have nothing.
    ///
    /// - Throws: for a file that cannot be certified or is too large; as an entry point's failure it becomes a trap.
    public func install(_ files: [SiteFile], _ settings: SiteSettings) throws(EntryPointFailure) {
        self.settings = settings
        responses.removeAll()
        sizes.removeAll()
        totalSize = 0
        do throws(SiteError) {
            notAllowed = try plainResponse(
                405, "405: this answers GET and HEAD", [HTTPHeader("allow", "GET, HEAD"), Self.notKept])
            var notFound = try plainResponse(404, "404: there is nothing here", [Self.notKept])
            for file in files {
                let path = Self.bytes(of: file.path)
                let headers = self.headers(type: Self.bytes(of: file.type))
                let size = path.count + Self.size(of: headers) + file.body.count
                guard size <= Self.maximumResponseSize else {
                    throw .tooLarge(size: size, maximum: Self.maximumResponseSize)
                }
                try put(200, headers, file.body, at: path)
                try serveFolder(of: path, 200, headers, file.body)
                if path == Self.bytes(of: "/404.html") { notFound = try response(404, headers, file.body) }
            }
            do throws(HTTPCertificationError) {
                try responses.setFallback(notFound, below: [UInt8(ascii: "/")])
            } catch {
                throw SiteError.uncertifiable(error)
            }
        } catch {
            throw .trap(error.text)
        }
        certify()
    }

    private func response(
        _ status: UInt16, _ headers: [HTTPHeader], _ body: ResponseBody
    ) throws(SiteError) -> CertifiedResponse {
        do throws(HTTPCertificationError) {
            return try CertifiedResponse(status: status, headers: headers, body: body, expression: expression)
        } catch {
            throw .uncertifiable(error)
        }
    }

    private func plainResponse(
        _ status: UInt16, _ body: ResponseBody, _ headers: [HTTPHeader]
    ) throws(SiteError) -> CertifiedResponse {
        let type = Self.bytes(of: "text/plain; charset=utf-8")
        return try response(status, self.headers(type: type, headers), body)
    }

    /// Where what stands at a path is a folder's index, serves it for the folder, and leads there from the folder
    /// without the slash at its end: relative links in the page would go astray. What an author set there stays.
    func serveFolder(
        of path: [UInt8], _ status: UInt16, _ headers: [HTTPHeader], _ body: ResponseBody
    ) throws(SiteError) {
        guard let folder = Self.folder(of: path) else { return }
        if !isSet(folder) { try put(status, headers, body, at: folder) }
        guard folder.count > 1, !isSet(Array(folder.dropLast())) else { return }
        var location = ByteWriter(capacity: folder.count + 16)
        location.write(percentEncoded: folder)
        let type = Self.bytes(of: "text/plain; charset=utf-8")
        let own = [HTTPHeader(name: Self.bytes(of: "location"), value: location.bytes), Self.notKept]
        try put(
            301, self.headers(type: type, own), "301: the folder has a slash at its end", at: Array(folder.dropLast()))
    }

    /// Takes away what ``serveFolder(of:_:_:_:)`` put there, unless an author set something at the folder.
    func removeFolder(of path: [UInt8]) {
        guard let folder = Self.folder(of: path), !isSet(folder) else { return }
        responses.remove(folder)
        guard folder.count > 1 else { return }
        let bare = Array(folder.dropLast())
        if !isSet(bare) { responses.remove(bare) }
    }

    /// The folder, with the slash at its end, whose `index.html` a path leads to.
    private static func folder(of path: [UInt8]) -> [UInt8]? {
        let name = bytes(of: "/index.html")
        guard path.suffix(name.count).elementsEqual(name) else { return nil }
        return Array(path.dropLast(name.count - 1))
    }
}

extension ByteWriter {
    /// Appends a path with all bytes percent-encoded that a URL's path does not have as they are (RFC 3986, section
    /// 3.3).
    mutating func write(percentEncoded path: [UInt8]) {
        for byte in path {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                write(byte)
            default:
                write(UInt8(ascii: "%"))
                write(Self.digit(byte >> 4))
                write(Self.digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
