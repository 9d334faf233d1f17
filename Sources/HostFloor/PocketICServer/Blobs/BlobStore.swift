import ICCertificates
import SHA256
import WasmEngine

/// Bytes that clients hand in once and name later, by their SHA-256. Bounded: where more come, the oldest go.
actor BlobStore {
    /// Bytes as they were handed in.
    struct Blob: Hashable, Sendable {
        var bytes: [UInt8]
        /// Whether they are compressed by gzip, as the client said.
        var isCompressed: Bool
    }

    private let limits: PocketICLimits
    /// With their numbers, by their SHA-256 in hexadecimal.
    private var blobs: [String: (blob: Blob, number: UInt64)] = [:]
    /// The SHA-256 by number: each blob gets the next one when it is handed in, also where it was there before.
    private var ids: [UInt64: String] = [:]
    /// The numbers that blobs can have.
    private var numbers: Range<UInt64> = 0..<0
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
        let added = Self.size(of: blob)
        guard added <= limits.blobBytes else {
            throw .tooLarge(
                "The blob counts for \(added) bytes, where the blob store holds \(limits.blobBytes) at most.")
        }
        remove(id)
        while byteCount + added > limits.blobBytes, let oldest = numbers.first {
            numbers = (oldest + 1)..<numbers.upperBound
            if let id = ids[oldest] { remove(id) }
        }
        byteCount += added
        let number = numbers.upperBound
        blobs[id] = (blob: blob, number: number)
        ids[number] = id
        numbers = numbers.lowerBound..<(number + 1)
        return id
    }

    private func remove(_ id: String) {
        guard let removed = blobs.removeValue(forKey: id) else { return }
        ids[removed.number] = nil
        byteCount -= Self.size(of: removed.blob)
    }

    /// The blob with a SHA-256, in hexadecimal: as it was handed in.
    func blob(_ id: String) throws(PocketICRefusal) -> Blob {
        guard let found = blobs[id] else {
            throw .notFound(
                "BlobNotFound(\(id)): the blob store has no blob with this SHA-256. The oldest go when there would be "
                    + "more than \(limits.blobBytes) bytes.")
        }
        return found.blob
    }

    /// What a blob holds, decompressed where it is compressed.
    func content(of id: String) throws(PocketICRefusal) -> [UInt8] {
        let blob = try blob(id)
        guard blob.isCompressed else { return blob.bytes }
        do throws(GzipError) { return try Gzip.decompress(blob.bytes, limit: limits.blobSize) } catch {
            throw .badRequest("The blob \(id) cannot be decompressed: \(error).")
        }
    }

    private static func size(of blob: Blob) -> Int { blob.bytes.count + overhead }

    /// Bytes that an entry is counted with beside its own, so that many small ones are bounded too.
    private static let overhead = 256
}
