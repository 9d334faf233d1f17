import Foundation

/// What the system says of this process.
struct ProcessFigures: Sendable, Hashable {
    /// The memory that is in use, in bytes.
    var residentBytes: Int?
    /// How many file descriptors are open.
    var openDescriptors: Int?
    /// How many there may be.
    var maximumDescriptors = DescriptorLimit.soft
    /// The time that the processors spent on it, in seconds.
    var processorSeconds = 0.0

    /// When the process started, in seconds since 1970.
    static let start: Double? = startTime()

    /// Files of `/proc` are made as they are read: nothing here waits for a disk.
    static func now() -> ProcessFigures {
        var figures = ProcessFigures()
        figures.residentBytes = words(of: "/proc/self/statm").dropFirst().first.flatMap { Int($0) }
            .map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
        figures.openDescriptors = openDescriptors(of: figures.maximumDescriptors)
        var usage = rusage()
        if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
            figures.processorSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
        }
        return figures
    }

    /// How many descriptors are open. Without a free one they cannot be listed, which tells how many there are too.
    private static func openDescriptors(of maximum: Int) -> Int? {
        let folder = "/proc/self/fd"
        // Without the one that lists them.
        if let names = try? FileManager.default.contentsOfDirectory(atPath: folder) { return names.count - 1 }
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor < 0 else {
            close(descriptor)
            return nil
        }
        return errno == EMFILE ? maximum : nil
    }

    /// In Prometheus' own names for it.
    var text: String {
        var text = ""
        if let residentBytes { text += metric("process_resident_memory_bytes", "Resident memory.", residentBytes) }
        if let openDescriptors { text += metric("process_open_fds", "Open file descriptors.", openDescriptors) }
        text += metric("process_max_fds", "The most file descriptors.", maximumDescriptors)
        text += metric("process_cpu_seconds_total", "Time of processors.", processorSeconds, kind: "counter")
        if let start = Self.start { text += metric("process_start_time_seconds", "The start, since 1970.", start) }
        return text
    }

    private func metric(_ name: String, _ help: String, _ value: some Numeric, kind: String = "gauge") -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(value)\n"
    }

    /// Fields of `/proc/self/stat` (proc(5)): the 22nd is the start, in clock ticks after the start of the system,
    /// which `/proc/stat` tells. The second one is a name, in which there may be anything, so that the count begins at
    /// its end.
    private static func startTime() -> Double? {
        let fields = words(of: "/proc/self/stat", after: ")")
        let system = words(of: "/proc/stat", after: "btime").first.flatMap { Double($0) }
        guard fields.count > 19, let ticks = Double(fields[19]), let system else { return nil }
        return system + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }

    /// The words of a file, behind the last time that a mark stands there.
    private static func words(of path: String, after mark: String = "") -> [Substring] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let text = String(decoding: data, as: UTF8.self)
        guard !mark.isEmpty else { return text.split(whereSeparator: \.isWhitespace) }
        guard let range = text.range(of: mark, options: .backwards) else { return [] }
        return text[range.upperBound...].split(whereSeparator: \.isWhitespace)
    }
}
