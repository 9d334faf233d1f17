import Bytes
import CBOR
import Certification

// The two headers that certification adds to a response. All that is written here is ASCII.

extension CertifiedResponses {
    /// The label of the certified responses in the canister's certified tree.
    public static var label: StaticString { "http_expr" }

    /// The name of the header that ``writeCertificateHeader(for:response:certificate:under:to:)`` writes the value of.
    public static var certificateHeaderName: StaticString { "IC-Certificate" }

    /// The name of the header whose value is the text of the response's expression.
    public static var expressionHeaderName: StaticString { "IC-CertificateExpression" }

    /// Appends the value of the `IC-Certificate` header for a response (HTTP Gateway Protocol Specification, "The
    /// Certificate Header").
    ///
    /// Its tree shows the response and, for a fallback, that the tree has nothing more specific for the URL.
    ///
    /// - Parameters:
    ///   - match: what was found for the request's URL.
    ///   - response: which of its responses is answered; by default the first.
    ///   - certificate: the system's certificate for the canister's certified data.
    ///   - root: the canister's certified tree, where ``root()`` stands under ``label``.
    ///   - writer: where to write.
    /// - Returns: whether the root has such a part; if not, nothing is written.
    @discardableResult
    public borrowing func writeCertificateHeader(
        for match: ResponseMatch, response: CertifiedResponse? = nil, certificate: [UInt8],
        under root: CertifiedRoot, to writer: inout ByteWriter
    ) -> Bool {
        let paths = match.witnessPaths(to: response ?? match.response)
        var witness = ByteWriter(capacity: root.witnessOverhead(of: CertifiedResponses.label) + 512)
        let isThere = root.writeWitness(of: CertifiedResponses.label, to: &witness) { writer in
            tree.writeWitness(of: paths, to: &writer)
        }
        guard isThere else { return false }
        writer.write("certificate=:")
        certificate.withUnsafeBytes { writer.write(base64: $0) }
        writer.write(":, tree=:")
        witness.withUnsafeBytes { writer.write(base64: $0) }
        writer.write(":, expr_path=:")
        match.expressionPath.withUnsafeBytes { writer.write(base64: $0) }
        writer.write(":, version=2")
        return true
    }

    /// The number of bytes that ``writeCertificateHeader(for:response:certificate:under:to:)`` appends, if there is
    /// such a part.
    public borrowing func certificateHeaderSize(
        for match: ResponseMatch, response: CertifiedResponse? = nil, certificateSize: Int, under root: CertifiedRoot
    ) -> Int {
        let witness = root.witnessOverhead(of: CertifiedResponses.label)
            + tree.witnessSize(of: match.witnessPaths(to: response ?? match.response))
        return Base64.encodedCount(certificateSize) + Base64.encodedCount(witness)
            + Base64.encodedCount(match.expressionPath.count)
            + "certificate=:".utf8.count + ":, tree=:".utf8.count + ":, expr_path=:".utf8.count
            + ":, version=2".utf8.count
    }
}

extension ResponseMatch {
    /// The value of `expr_path`: where in the tree the expression's hash stands, in CBOR.
    var expressionPath: [UInt8] {
        var writer = ByteWriter(capacity: 64 + requested.text.count)
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORArrayHeader(labels.count + 1)
        writer.writeCBOR(text: CertifiedResponses.label)
        for label in labels { writer.writeCBOR(utf8: label) }
        return writer.bytes
    }

    /// The paths that a witness shows: the way to a response, and the places of all that would be more specific.
    ///
    /// Gateways look for fallbacks with a slash at their end, too. No path goes further than the tree knows the
    /// request's segments: where one is absent, so is all below it.
    func witnessPaths(to response: CertifiedResponse) -> [[[UInt8]]] {
        var paths = [labels + response.labels]
        guard isFallback else { return paths }
        let segments = requested.segments
        if knownSegmentCount < segments.count {
            paths.append(Array(segments[...knownSegmentCount]))
        } else {
            paths.append(segments + [PathEnd.exact.label])
        }
        for count in segmentCount...knownSegmentCount {
            let known = Array(segments[..<count])
            if count > segmentCount { paths.append(known + [PathEnd.wildcard.label]) }
            if count < segments.count { paths.append(known + [[], PathEnd.wildcard.label]) }
        }
        return paths
    }
}
