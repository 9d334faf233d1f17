import ICCertificates
import SHA256
import WasmEngine

/// Bytes that clients hand in once and name later, by their SHA-256. Bounded; nothing is ever removed.
actor BlobStore {
    /// Bytes as they were handed in.
    struct Blob: Hashable, Sendable {
        var bytes: [UInt8]
        /// Whether they are compressed by gzip, as the client said.
        var isCompressed: Bool
    }

    private let limits: PocketICLimits
    /// By their SHA-256 in hexadecimal.
    private var blobs: [String: Blob] = [:]
    private var byteCount = 0
    private var uploads = 0

    init(_ limits: PocketICLimits) { self.limits = limits }

    /// Lets a blob come in, of which several large ones at one time would take much memory.
    func receiving<Value: Sendable>(
        _ body: () async throws(PocketICRefusal) -> Value
    ) async throws(PocketICRefusal) -> Value {
        guard uploads < limits.blobUploads else {
            throw PocketICRefusal(
                status: 429, message: "\(limits.blobUploads) blobs come in already, which is the most: try again later.")
        }
        uploads += 1
        defer { uploads -= 1 }
        return try await body()
    }

    /// Keeps a blob.
    ///
    /// - Returns: its SHA-256 in hexadecimal.
    func insert(_ blob: Blob) throws(PocketICRefusal) -> String {
        var hasher = SHA256()
        hasher.update(blob.bytes)
        let id = hasher.finalize().bytes.hex
        let added = blob.bytes.count + Self.overhead
        guard blobs[id] == nil else {
            blobs[id] = blob
            return id
        }
        guard byteCount + added <= limits.blobBytes else {
            throw .tooLarge(
                "The blob store holds \(byteCount) bytes; with \(added) more there would be more than "
                    + "\(limits.blobBytes), which is the most.")
        }
        byteCount += added
        blobs[id] = blob
        return id
    }

    /// The blob with a SHA-256, in hexadecimal: as it was handed in.
    func blob(_ id: String) throws(PocketICRefusal) -> Blob {
        guard let blob = blobs[id] else {
            throw .notFound("BlobNotFound(\(id)): the blob store has no blob with this SHA-256.")
        }
        return blob
    }

    /// What a blob holds, decompressed where it is compressed.
    func content(of id: String) throws(PocketICRefusal) -> [UInt8] {
        let blob = try blob(id)
        guard blob.isCompressed else { return blob.bytes }
        do throws(GzipError) { return try Gzip.decompress(blob.bytes, limit: limits.blobSize) } catch {
            throw .badRequest("The blob \(id) cannot be decompressed: \(error).")
        }
    }

    /// Bytes that an entry is counted with beside its own, so that many small ones are bounded too.
    private static let overhead = 256
}
