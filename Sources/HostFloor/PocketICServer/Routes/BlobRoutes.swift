import Hummingbird

/// Answers requests below `/blobstore`.
struct BlobRoutes {
    let blobs: BlobStore

    func answer(_ request: RESTRequest) async throws(PocketICRefusal) -> Response {
        switch request.path.count {
        case 1:
            return try await request.by(["POST": { () async throws(PocketICRefusal) in try await insert(request) }])
        case 2:
            return try await request.by([
                "GET": { () async throws(PocketICRefusal) in try await blob(request.path[1]) }
            ])
        default: throw request.nothingHere
        }
    }

    private func insert(_ request: RESTRequest) async throws(PocketICRefusal) -> Response {
        let encoding = request.request.headers[.contentEncoding]
        guard encoding == nil || encoding == "gzip" else {
            throw .badRequest("The Content-Encoding is '\(encoding ?? "")', where none or 'gzip' was expected.")
        }
        let bytes = try await blobs.receiving { () async throws(PocketICRefusal) in
            try await request.bytes(limit: request.limits.blobSize)
        }
        let id = try await blobs.insert(BlobStore.Blob(bytes: bytes, isCompressed: encoding == "gzip"))
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: id)))
    }

    private func blob(_ name: String) async throws(PocketICRefusal) -> Response {
        let blob = try await blobs.blob(name.lowercased())
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        if blob.isCompressed { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: blob.bytes)))
    }
}
