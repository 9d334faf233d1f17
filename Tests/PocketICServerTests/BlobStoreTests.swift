import Testing

@testable import PocketICServer

@Suite("The blob store")
struct BlobStoreTests {
    @Test("names blobs by their SHA-256, and keeps equal ones once")
    func names() async throws {
        var limits = PocketICLimits()
        limits.blobBytes = 300
        let store = BlobStore(limits)
        for _ in 0..<3 {
            let id = try await store.insert(.init(bytes: [UInt8]("abc".utf8), isCompressed: false))
            #expect(id == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }
        let found = try await store.blob("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(found.bytes == [UInt8]("abc".utf8))
    }

    @Test("drops the oldest where there would be more than it may hold, small ones included; refuses what is too large")
    func limits() async throws {
        var limits = PocketICLimits()
        limits.blobBytes = 1_000
        let store = BlobStore(limits)
        await #expect(throws: PocketICRefusal.self) {
            _ = try await store.insert(.init(bytes: [UInt8](repeating: 1, count: 1_000), isCompressed: false))
        }
        var ids: [String] = []
        for byte: UInt8 in 0..<3 {
            ids.append(try await store.insert(.init(bytes: [byte], isCompressed: false)))
        }
        // What is handed in once more is no longer the oldest.
        _ = try await store.insert(.init(bytes: [0], isCompressed: false))
        ids.append(try await store.insert(.init(bytes: [3], isCompressed: false)))
        for (index, id) in ids.enumerated() where index != 1 {
            #expect(try await store.blob(id).bytes == [UInt8(index)])
        }
        let gone = await #expect(throws: PocketICRefusal.self) { _ = try await store.blob(ids[1]) }
        #expect(gone?.status == 404)
        // Room for one large one is made by dropping all others.
        let large = try await store.insert(.init(bytes: [UInt8](repeating: 1, count: 744), isCompressed: false))
        #expect(try await store.blob(large).bytes.count == 744)
        await #expect(throws: PocketICRefusal.self) { _ = try await store.blob(ids[3]) }
    }

    @Test("tells what compressed blobs hold, as far as it may be that much")
    func compressed() async throws {
        // "hello", by gzip.
        let gzip: [UInt8] = [
            0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0, 0x86, 0xa6, 0x10, 0x36, 5,
            0, 0, 0,
        ]
        var limits = PocketICLimits()
        let store = BlobStore(limits)
        let id = try await store.insert(.init(bytes: gzip, isCompressed: true))
        #expect(try await store.content(of: id) == [UInt8]("hello".utf8))
        limits.blobSize = 4
        let small = BlobStore(limits)
        _ = try await small.insert(.init(bytes: gzip, isCompressed: true))
        await #expect(throws: PocketICRefusal.self) { _ = try await small.content(of: id) }
        await #expect(throws: PocketICRefusal.self) { _ = try await small.content(of: "00") }
    }
}
