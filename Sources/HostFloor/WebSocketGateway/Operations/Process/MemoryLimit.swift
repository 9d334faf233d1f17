import Foundation

/// How much memory the process may have.
enum MemoryLimit {
    /// In bytes: the least of what the machine has and what the control groups above the process allow.
    static let bytes: Int? = ([machine] + groups).compactMap { $0 }.min()

    private static var machine: Int? {
        let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        return pages > 0 && size > 0 ? pages * size : nil
    }

    /// Of version 2: `/proc/self/cgroup` has a line `0::/path`, and each folder on the way there may have a limit.
    private static var groups: [Int?] {
        let root = "/sys/fs/cgroup"
        let line = contents(of: "/proc/self/cgroup").split(separator: "\n").first { $0.hasPrefix("0::/") }
        var folders = [root]
        for part in (line?.dropFirst(4) ?? "").split(separator: "/") where part != ".." {
            folders.append("\(folders.last ?? root)/\(part)")
        }
        // `max` where there is none.
        return folders.map { Int(contents(of: "\($0)/memory.max").trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private static func contents(of path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
