import Candid
import Foundation
import WebSocketTransport

/// What the demonstration runs on: a replica with two canisters, a gateway, and a relay that tampers.
final class DemoStage: Sendable {
    let system: LocalSystem
    let relay: TamperingRelay
    let pingPong: DemoCanister
    let chat: DemoCanister
    /// What clients got.
    let recorder = DemoRecorder()

    /// Starts everything; what fails takes what was started with it.
    static func start(_ folder: CanisterFolder, _ report: DemoReport) async throws -> DemoStage {
        report.title("Canisters, a gateway and clients at work on this machine")
        report.heading("Start")
        let system = try await report.timed("replica, gateway", "start, each with a key of its own") {
            try await LocalSystem.start()
        }
        do {
            let pingPong = try await deploy("PingPong", folder, on: system, report)
            let chat = try await deploy("Chat", folder, on: system, report)
            let address = try WebSocketAddress(system.address)
            let relay = try await report.timed("mallory", "starts a relay between clients and gateway") {
                try await TamperingRelay.start(to: address, after: Demonstration.framesOfAnOpening)
            }
            return DemoStage(system, relay, pingPong, chat)
        } catch {
            await system.stop()
            throw error
        }
    }

    private init(_ system: LocalSystem, _ relay: TamperingRelay, _ pingPong: DemoCanister, _ chat: DemoCanister) {
        (self.system, self.relay, self.pingPong, self.chat) = (system, relay, pingPong, chat)
    }

    private static func deploy(
        _ name: String, _ folder: CanisterFolder, on system: LocalSystem, _ report: DemoReport
    ) async throws -> DemoCanister {
        let module = try DeployableModule(name, in: URL(filePath: folder.path))
        let what = "creates a canister and installs \(name)"
        let id = try await report.timed("replica", what, size: module.bytes.count) { try await system.deploy(module) }
        return DemoCanister(name: name, id: id, interface: module.interface)
    }

    /// Stops everything, the last that was started first.
    func stop() async {
        await relay.close()
        await system.stop()
    }

    /// Where Chat's own page is: browsers find names below `localhost` on this machine by themselves.
    var page: String {
        "\(system.replica.url.replacing("127.0.0.1", with: "\(chat.id.text).localhost"))/?gateway=\(system.address)"
    }

    /// How to go on.
    func farewell(identity: String) -> [String] {
        let common = "--network \(system.replica.url) --identity \(identity)"
        return [
            "Everything is still running; Ctrl-C ends it.", "", "  network  \(system.replica.url)",
            "  gateway  \(system.address)  (and \(system.address.replacing("ws:", with: "http:"))/health)",
            "  figures  \(system.operatorPage ?? "none")  (the gateway's, for its operator)", "",
            "Chat in a browser; each window in private mode is somebody else:", "  \(page)", "",
            "Talk with PingPong, a line each:",
            "  icws connect --gateway \(system.address) --canister \(pingPong.id.text) \(common)",
            "and with Chat, in Candid: variant { Join = \"lobby\" }",
            "  icws connect --gateway \(system.address) --canister \(chat.id.text) \(common)",
            "Through a relay that swaps two messages (or: flip, drop, replay):",
            "  icws connect --gateway \(relay.address(for: .swap)) --canister \(pingPong.id.text) \(common)",
            "Call a method:", "  icws call \(chat.id.text) rooms \(common)",
        ]
    }
}

/// A canister of the demonstration.
struct DemoCanister: Sendable {
    let name: String
    let id: Principal
    let interface: ModuleInterface
}
