import ICAgent

/// A network, as a command names it.
struct NetworkTarget {
    /// What carries requests to it.
    let transport: HTTPTransport

    /// The name under which ids of canisters are kept: `local`, `ic`, or made of the address.
    let name: String

    /// Whether it is on this machine, where it may be gone tomorrow.
    var isLocal: Bool { transport.isLoopback }

    /// Whether it is the Internet Computer itself.
    var isInternetComputer: Bool { name == Self.internetComputer }

    static let local = "local"
    static let internetComputer = "ic"
    static let localAddress = "http://127.0.0.1:4943"
    static let internetComputerAddress = "https://icp-api.io"

    /// Takes `local`, `ic`, or an address.
    init(_ text: String) throws(CommandFailure) {
        let address =
            switch text {
            case Self.local: Self.localAddress
            case Self.internetComputer: Self.internetComputerAddress
            default: text
            }
        do throws(TransportError) { transport = try HTTPTransport(address) } catch {
            throw CommandFailure(.usage, "\(error), or 'local' or 'ic'")
        }
        switch transport.destination {
        case Self.localAddress, "http://localhost:4943": name = Self.local
        case Self.internetComputerAddress, "https://ic0.app", "https://icp0.io": name = Self.internetComputer
        case let destination: name = Self.fileName(of: destination)
        }
    }

    /// A name for a file, made of an address: `http-127-0-0-1-8080`.
    private static func fileName(of address: String) -> String {
        var name = ""
        for character in address.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                name.append(character)
            } else if name.last != "-" {
                name.append("-")
            }
        }
        return name.last == "-" ? String(name.dropLast()) : name
    }
}
