import Foundation

/// How much is measured.
struct LoadPlan {
    /// How many idle clients, in steps: those of each step are there already in the next.
    var idleClients = [100, 1_000, 10_000]
    /// How long idle clients are watched. Gateways ping every 50 seconds, so that each is pinged once.
    var idleSeconds = 50.0
    /// How many clients exchange messages.
    var activeClients = [10, 100, 1_000]
    /// How long messages are exchanged.
    var activeSeconds = 12.0
    /// Messages a second of all clients together that everything here keeps up with.
    var modestRate = 50.0
    /// How many canisters the same number of clients is spread over.
    var canisters = [1, 10, 100]
    var clientsOfCanisters = 100
    /// How many connections are being opened at a time.
    var openingAtOnce = 128

    /// Little of everything: to see that all of it works.
    static var quick: LoadPlan {
        LoadPlan(
            idleClients: [5, 20], idleSeconds: 1, activeClients: [3, 6], activeSeconds: 1.5, modestRate: 8,
            canisters: [1, 3], clientsOfCanisters: 6, openingAtOnce: 8)
    }

    /// Descriptors of a process beside its sockets.
    static let otherDescriptors = 300

    /// Leaves out what a machine cannot have.
    ///
    /// - Parameters:
    ///   - descriptors: how many a process may have open.
    ///   - reserved: what a gateway needs beside the sockets of clients.
    /// - Returns: what was left out, and what to do about it.
    mutating func fit(descriptors: Int, reserved: Int) -> [String] {
        let active = activeClients.max() ?? 0
        let most = descriptors - reserved - active
        let tooMany = idleClients.filter { $0 > most }
        idleClients.removeAll { $0 > most }
        return tooMany.map { count in
            "\(grouped(count)) idle clients are left out: with \(grouped(active)) active ones a gateway needs "
                + "\(grouped(count + active + reserved)) file descriptors, and a process has at most "
                + "\(grouped(descriptors)) here; raise the hard limit (ulimit -Hn)"
        }
    }
}
