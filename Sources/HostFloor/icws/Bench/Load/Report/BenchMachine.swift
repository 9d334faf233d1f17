import Foundation

/// The machine that something is measured on.
struct BenchMachine: Encodable {
    let cores: Int
    let model: String
    let memoryMiB: Int

    /// This one.
    init() {
        cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        memoryMiB = (sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))) >> 20
        let lines = FileManager.default.contents(atPath: "/proc/cpuinfo") ?? Data()
        let line = String(decoding: lines, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("model name") }
        model = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
    }

    var text: String { "\(cores) cores of \(model), \(grouped(memoryMiB)) MiB of memory" }

    /// Seconds that all cores together were busy since the machine began, whoever kept them so.
    static var busySeconds: Double {
        let data = FileManager.default.contents(atPath: "/proc/stat") ?? Data()
        let line = String(decoding: data, as: UTF8.self).prefix { $0 != "\n" }
        // user, nice, system, idle, iowait, irq, softirq, steal; guests are in the first two.
        let ticks = line.split(separator: " ").dropFirst().prefix(8).map { Double($0) ?? 0 }
        let idle = ticks.count > 4 ? ticks[3] + ticks[4] : 0
        return (ticks.reduce(0, +) - idle) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
