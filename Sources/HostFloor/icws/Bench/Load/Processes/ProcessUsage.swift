import Foundation

/// What a process has used, as the system counts it in `/proc`.
struct ProcessUsage {
    /// Seconds of processor time, in user mode and in the kernel, of all threads.
    var seconds = 0.0
    /// Bytes that are in memory.
    var residentBytes = 0

    init() {}

    /// Zero where there is no such process.
    init(of id: pid_t) {
        guard let fields = Self.fields(of: id), fields.count > 21 else { return }
        let ticks = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
        seconds = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes = (Int(fields[21]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Who started a process; nil where there is none.
    static func parent(of id: pid_t) -> pid_t? { fields(of: id).flatMap { $0.count > 1 ? pid_t($0[1]) : nil } }

    /// The fields after the name, which may hold anything.
    private static func fields(of id: pid_t) -> [Substring]? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(id)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: end)...].split(separator: " ")
    }
}
