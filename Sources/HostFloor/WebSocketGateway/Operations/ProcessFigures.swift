import Foundation

/// What the system says of this process, in Prometheus' own names for it.
enum ProcessFigures {
    /// Files of `/proc` are made as they are read: nothing here waits for a disk.
    static var text: String {
        var text = ""
        if let pages = words(of: "/proc/self/statm").dropFirst().first.flatMap({ Int($0) }) {
            text += gauge("process_resident_memory_bytes", "Resident memory.", pages * sysconf(Int32(_SC_PAGESIZE)))
        }
        if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            // Without the one that listed them.
            text += gauge("process_open_fds", "Open file descriptors.", descriptors.count - 1)
        }
        text += gauge("process_max_fds", "The most file descriptors.", DescriptorLimit.soft)
        return text
    }

    private static func gauge(_ name: String, _ help: String, _ value: Int) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
    }

    private static func words(of path: String) -> [Substring] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: " ")
    }
}
