/// Something that happened in a run.
enum RunEvent {
    case installed(canister: String, size: Int, signature: String)
    case step(String)
    /// A client took part for the first time.
    case client(Int, principal: String)
    /// A client took a message, which it verified.
    case received(client: Int, sequenceNumber: UInt64, RunMessage)
    /// A client answered an acknowledgement.
    case keptAlive(client: Int)
    /// There was nothing to take.
    case nothingNew
    case reply(String)
    case log(String)
    /// What the step took.
    case instructions(UInt64)
    case failed(RunFailure)
}

/// What a message says.
enum RunMessage {
    /// Of the connection itself.
    case service(String)
    /// The application's, in Candid's text.
    case value(String)
    /// The application's, which is not of the type in the interface, in hexadecimal.
    case bytes(String)
}

/// Why a step failed.
struct RunFailure: Error {
    let message: String
    /// The functions that were running, the innermost first, where the module kept their names.
    var backtrace: [String] = []
    /// Whether it was among the events already.
    var isReported = false
}
