import Foundation

/// The median of the processor time of several runs, in milliseconds: other processes hardly change that.
func median<Result>(of repetitions: Int = 25, _ operation: () throws -> Result) rethrows -> Double {
    let times = try (0..<repetitions).map { _ in
        let start = processorTime()
        _ = try operation()
        return processorTime() - start
    }
    return times.sorted()[times.count / 2] / 1_000_000
}

/// The processor time of this thread, in nanoseconds.
private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000_000_000 + Double(time.tv_nsec)
}
