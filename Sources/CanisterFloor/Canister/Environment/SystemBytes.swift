import Candid

/// The form that all of `ic0`'s copying functions share: copy `size` bytes from `offset` on to `destination`.
typealias SystemCopy = (_ destination: UnsafeMutableRawPointer?, _ offset: Int, _ size: Int) -> Void

/// Fetches a blob from the system in one copy.
@inline(__always)
func systemBytes(size: Int, copy: SystemCopy) -> [UInt8] {
    Array(unsafeUninitializedCapacity: size) { buffer, initialized in
        if size > 0 { copy(buffer.baseAddress, 0, size) }
        initialized = size
    }
}

/// Fetches a principal from the system without allocating.
@inline(__always)
func principal(size: Int, copy: SystemCopy) -> Principal {
    var storage: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    return withUnsafeMutableBytes(of: &storage) { buffer in
        // The system has no principals of more than 29 bytes.
        let size = min(size, Principal.maximumCount)
        copy(buffer.baseAddress, 0, size)
        return Principal(exactly: UnsafeRawBufferPointer(rebasing: buffer[..<size])) ?? .managementCanister
    }
}
