import ArgumentParser

/// With what the commands that speak with a network end, so that scripts can tell one thing from another.
enum CommandStatus: Int32 {
    /// Something on this machine is not as it should be: a file, a key, a module.
    case failure = 1
    /// The network cannot be reached, or does not answer as it should.
    case network = 3
    /// The canister, or the system for it, said no.
    case rejected = 4
    /// There was an answer, and nothing vouches for it.
    case notVerified = 5
    /// A call was sent, and it is not known whether it was executed.
    case outcomeUnknown = 6
    /// The command was not understood; the library that reads it ends with the same.
    case usage = 64

    /// For the help of each command.
    static let help = """
        Exit status: 0 done; 1 something on this machine is wrong; 3 the network was not reached or did not answer; 4 \
        rejected; 5 the answer is not verified; 6 it is not known whether a call was executed; 64 wrong usage.
        """

    var code: ExitCode { ExitCode(rawValue) }
}
