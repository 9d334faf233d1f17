import Certification
import SHA256

/// A certified log the slow way: all values in an array, and the whole tree built anew from the rule of its shape.
struct LogModel {
    let prefix: [UInt8]
    var values: [Digest] = []
    var firstIndex = 0

    func label(_ index: Int) -> [UInt8] {
        let digits = String(index)
        return prefix + Array((String(repeating: "0", count: 20 - digits.count) + digits).utf8)
    }

    /// Perfect subtrees from the left, the largest first, joined from the left.
    var tree: HashTree? {
        var joined: HashTree?
        var start = 0
        for bit in (0..<20).reversed() where values.count & 1 << bit != 0 {
            let peak = perfect(start, 1 << bit)
            joined = joined.map { .fork($0, peak) } ?? peak
            start += 1 << bit
        }
        return joined
    }

    private func perfect(_ start: Int, _ count: Int) -> HashTree {
        if count == 1 { return .labeled(label(start), .leaf(values[start].bytes)) }
        return .fork(perfect(start, count / 2), perfect(start + count / 2, count / 2))
    }
}
