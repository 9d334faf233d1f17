import ArgumentParser
import Candid
import Foundation
import ICAgent
import WebSocketClient

/// `icws connect`: a WebSocket to a canister, on the terminal or for a program.
struct ConnectCommand: NetworkCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Talk with a canister over a WebSocket, through a gateway.",
        discussion: """
            Each line of standard input is a message in Candid's text; where messages are records with one text field \
            (and at most a 'timestamp : nat64' beside it, which gets the time), plain text will do. Each message of \
            the canister is verified, and printed with its time, its number, how long it took from the canister to \
            here, and whether it is proven that the canister sent it. The type of messages comes from the canister's \
            own interface (candid:service), or from a file.

                icws connect --gateway ws://127.0.0.1:8080 --canister PingPong
                echo 'variant { Join = "lobby" }' | icws connect --gateway ws://127.0.0.1:8080 --canister Chat --json

            End of input or Ctrl-C closes the connection. Input that is no terminal is sent as a whole, and the \
            connection stays until the canister has acknowledged all of it, for at most --wait seconds.

            """ + CommandStatus.help)

    @Option(help: ArgumentHelp("The gateway.", valueName: "ws://…"))
    var gateway = "ws://127.0.0.1:8080"

    @Option(help: "The canister: the name of one that was deployed from this project, or an id.")
    var canister: String

    @Option(help: ArgumentHelp("Take the interface from a file.", valueName: "file"))
    var candid: String?

    @Option(help: "How many seconds to wait for acknowledgements and answers, after input that is no terminal.")
    var wait = 5.0

    @Flag(help: "Connect again where the connection breaks, and tell what may have been missed.")
    var reconnect = false

    @OptionGroup var options: NetworkOptions

    var json: Bool { options.json }

    func validate() throws {
        guard (0...86_400).contains(wait) else {
            throw ValidationError("--wait is \(wait), where 0 to 86400 seconds were expected")
        }
    }

    func perform() async throws {
        let target = try options.target()
        let id = try CanisterIDs(project: ProjectFolder.current, network: target).id(canister)
        let told = try candid.map(RemoteInterface.inFile)
        let agent = try await options.agent(target)
        guard agent.identity.principal != .anonymous else {
            throw CommandFailure(
                .usage, "canisters take no anonymous clients: name an identity with --identity, or make one with  "
                    + "icws identity new NAME")
        }
        let interface =
            if let told { ModuleInterface(told) } else { ModuleInterface(try await RemoteInterface.of(id, agent)) }
        guard interface.messageType != nil else {
            throw CommandFailure(.failure, "the canister's interface does not tell the type of messages, the 'opt' "
                + "of ws_message: name a file that does with --candid")
        }
        var configuration = ClientConfiguration()
        if reconnect { configuration.reconnect = ReconnectPolicy() }
        let signals = TerminationSignals()
        let (gateway, network, settled) = (gateway, options.clientNetwork(target, agent), configuration)
        let connecting = Task {
            try await RawCanisterWebSocket.connect(
                gateway: gateway, canister: id, identity: agent.identity, network: network, configuration: settled)
        }
        let stopping = Task {
            await signals.first()
            connecting.cancel()
        }
        let socket = try await Patience.waiting(for: "\(canister) to open the connection") {
            try await connecting.value
        }
        let session = ConnectSession(
            socket: socket, interface: interface, canister: id, isJSON: json, patience: .seconds(wait))
        let interrupting = Task {
            await stopping.value
            await socket.close()
        }
        defer { interrupting.cancel() }
        try await session.run()
    }
}

extension NetworkOptions {
    /// Whose signatures are believed: as for calls, and anew for each connection where the network itself tells its
    /// key, since one on this machine may have another when it comes back.
    fileprivate func clientNetwork(_ target: NetworkTarget, _ agent: Agent) -> ClientNetwork {
        rootKey == nil && (target.isLocal || trustNetworkKey)
            ? .local(target.transport, trustingRemoteHost: trustNetworkKey) : .rootKey(agent.rootKey.der)
    }
}
