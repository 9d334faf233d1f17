import Candid
import Testing
import WebSocketTransport

@testable import WebSocketGateway

@Suite("Settings are read from text, and refused with what was expected", .timeLimit(.minutes(60)))
struct SettingsTests {
    private func settings(_ changes: (String, [String])...) throws -> GatewaySettings {
        var settings = GatewaySettings()
        for (name, values) in changes { try settings.set(name, to: values) }
        try settings.validate()
        return settings
    }

    @Test("Values of every kind")
    func values() throws {
        let settings = try settings(
            ("listen", ["[::1]:0"]), ("metrics", ["localhost:9090"]), ("max-frame-size", ["64KiB"]),
            ("idle-timeout", ["5m"]), ("ping-interval", ["never"]), ("frames-per-second", ["2.5"]),
            ("origin", ["https://a.example", "http://localhost:3000"]), ("proxy-protocol", ["true"]),
            ("trusted-proxy", ["10.0.0.0/8", "::1"]), ("allow-canister", ["aaaaa-aa"]), ("log-format", ["json"]),
            ("log-level", ["debug"]), ("threads", ["3"]), ("send-buffer", ["8192"]), ("network", ["ic"]))
        #expect(settings.listen == ListenAddress(host: "::1", port: 0))
        #expect(settings.metrics?.description == "localhost:9090")
        #expect(settings.connections.frames.maximumMessageSize == 65_536)
        #expect(settings.admission.idleTimeout == .seconds(300))
        #expect(settings.connections.pingInterval == nil)
        #expect(settings.admission.framesPerSecond == 2.5)
        #expect(settings.admission.origins?.count == 2)
        #expect(settings.proxies.useProxyProtocol && settings.proxies.ranges.count == 2)
        #expect(settings.gateway.allowedCanisters == [Principal.managementCanister])
        #expect(settings.logFormat == .json && settings.logLevel == .debug && settings.threads == 3)
        #expect(settings.connections.maximumOutgoingBytes == 8_192)
        #expect(settings.network == "ic")
        #expect(try self.settings(("ping-interval", ["10s"])).connections.pingInterval == .seconds(10))
    }

    @Test("The pace of polling does not depend on the order of settings")
    func pace() throws {
        let one = try settings(("poll-interval", ["30ms"]), ("low-latency", ["true"])).gatewayConfiguration.polling
        let other = try settings(("low-latency", ["true"]), ("poll-interval", ["30ms"])).gatewayConfiguration.polling
        #expect(one == other)
        #expect(one.quick == .milliseconds(30) && one.shortest == PollingPace.lowLatency.shortest)
        #expect(try settings(("low-latency", ["false"])).gatewayConfiguration.polling == PollingPace())
        let slow = try settings(("poll-interval", ["10s"])).gatewayConfiguration.polling
        #expect(slow.quick == .seconds(10) && slow.slow == .seconds(10))
    }

    static let wrong: [(String, String)] = [
        ("listen", "8080"), ("listen", "127.0.0.1:70000"), ("listen", "::1:80"), ("listen", ":80"), ("metrics", "a:b"),
        ("max-frame-size", "64KB"), ("max-frame-size", "100"), ("max-frame-size", "2GiB"),
        ("max-frame-size", "5121KiB"), ("poll-interval", "0ms"), ("idle-poll-interval", "0s"), ("idle-timeout", "5"),
        ("idle-timeout", "0s"), ("idle-timeout", "99999999999999999999h"), ("idle-timeout", "25h"),
        ("ping-interval", "0s"), ("frames-per-second", "0"), ("frames-per-second", "nan"), ("frame-burst", "-1"),
        ("origin", "example.com"), ("trusted-proxy", "10.0.0.0/40"), ("allow-canister", "nonsense"),
        ("proxy-protocol", "yes"), ("log-format", "xml"), ("log-level", "loud"), ("threads", "0"), ("identity", ""),
        ("max-connections", "0"), ("max-connections", "1000001"), ("max-calls", "701"), ("max-close-calls", "0"),
        ("metrics-name", "a b"),
    ]

    @Test("Wrong values are refused", arguments: wrong.indices)
    func wrongValues(index: Int) throws {
        let (name, value) = Self.wrong[index]
        let error = #expect(throws: SettingError.self) { try settings((name, [value])) }
        guard case .value(name, value, let expected) = error else {
            Issue.record("\(name) \(value) gave \(error.map { "\($0)" } ?? "nothing")")
            return
        }
        #expect(!expected.isEmpty)
    }

    @Test("What is in force is shown as it would be written, and read again is the same")
    func shown() throws {
        let settings = try settings(
            ("listen", ["[::1]:0"]), ("metrics", ["localhost:9090"]), ("max-frame-size", ["64KiB"]),
            ("send-buffer", ["5000"]), ("idle-timeout", ["90s"]), ("first-message-delay", ["0ms"]),
            ("ping-interval", ["never"]), ("poll-interval", ["30ms"]), ("allow-canister", ["aaaaa-aa"]),
            ("max-calls", ["10"]), ("metrics-name", ["Gateway.internal"]), ("log-level", ["debug"]))
        let shown = Dictionary(uniqueKeysWithValues: settings.shown.map { ($0.name, $0) })
        #expect(Set(shown.keys) == Set(GatewaySettings.names))
        for (name, value) in [
            ("listen", "[::1]:0"), ("max-frame-size", "64KiB"), ("send-buffer", "5000"), ("idle-timeout", "90s"),
            ("first-message-delay", "0ms"), ("ping-interval", "never"), ("poll-interval", "30ms"),
            ("metrics-name", "gateway.internal"), ("frames-per-second", "100"), ("grace", "20s"),
        ] {
            #expect(shown[name]?.values == [value], "\(name)")
        }
        #expect(shown["max-calls"]?.isDefault == false && shown["grace"]?.isDefault == true)
        #expect(shown["root-key"]?.values == [])
        var again = GatewaySettings()
        for setting in settings.shown where !setting.isDefault { try again.set(setting.name, to: setting.values) }
        #expect(again.shown == settings.shown)
    }

    @Test("Of files only that they are set is shown")
    func files() throws {
        let settings = try settings(
            ("identity", ["/etc/gateway.pem"]), ("tls-certificate", ["/etc/chain.pem"]),
            ("tls-key", ["/etc/key.pem"]))
        let shown = Dictionary(uniqueKeysWithValues: settings.shown.map { ($0.name, $0) })
        for name in ["identity", "tls-certificate", "tls-key"] {
            #expect(shown[name]?.values == ["set"] && shown[name]?.isDefault == false, "\(name)")
        }
        #expect(GatewaySettings().shown.first { $0.name == "identity" }?.values == [])
    }

    @Test("Unknown names are refused with the known ones, lists where one value belongs too")
    func names() throws {
        let error = #expect(throws: SettingError.self) { try settings(("max-conections", ["1"])) }
        #expect(error?.description.contains("max-connections-per-address") == true)
        #expect(throws: SettingError.self) { try settings(("listen", ["127.0.0.1:1", "127.0.0.1:2"])) }
        #expect(throws: SettingError.self) { try settings(("listen", [])) }
        #expect(Set(GatewaySettings.names).count == GatewaySettings.names.count)
    }

    @Test("Settings that do not go together are refused")
    func together() throws {
        for changes in [
            [("tls-key", ["key.pem"])], [("tls-certificate", ["certificate.pem"])], [("proxy-protocol", ["true"])],
            [("max-connections", ["10"]), ("max-connections-per-address", ["11"])],
            [("metrics-name", ["a"])], [("root-key", ["00"]), ("trust-network-key", ["true"])],
        ] {
            var settings = GatewaySettings()
            for (name, values) in changes { try settings.set(name, to: values) }
            #expect(throws: SettingError.self) { try settings.validate() }
        }
    }
}
