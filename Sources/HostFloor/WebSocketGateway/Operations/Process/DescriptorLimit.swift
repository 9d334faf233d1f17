import Glibc
import ICAgent
import WebSocketTransport

/// How many file descriptors the process may have.
public enum DescriptorLimit {
    /// What there is beside the sockets of clients that were let in: those on the way to their upgrade, those that were
    /// refused and are closing, connections to the network, and what else there is.
    public static let reserve =
        WebSocketListenerConfiguration().maximumPendingHandshakes + Door.maximumRefused
        + HTTPTransport.maximumConnections + others

    /// Listeners, whoever asks for metrics, event loops, files.
    private static let others = 180

    static var soft: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(clamping: limit.rlim_cur)
    }

    /// Raises the soft limit, as far as the hard one allows.
    ///
    /// - Parameter needed: for how many.
    /// - Returns: how many the process may have now.
    public static func raise(to needed: Int) -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return 0 }
        if limit.rlim_cur < rlim_t(needed) {
            var raised = limit
            raised.rlim_cur = min(limit.rlim_max, rlim_t(needed))
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
