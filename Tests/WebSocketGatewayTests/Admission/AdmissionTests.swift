import Testing
import WebSocketProtocol
import WebSocketTransport

@testable import WebSocketGateway

@Suite("The door counts whom it lets in", .timeLimit(.minutes(60)))
struct AdmissionTests {
    private func facts(_ address: String?, origin: String? = nil) -> HandshakeFacts {
        HandshakeFacts(address: address.flatMap(NetworkAddress.init), origin: origin, path: "/")
    }

    private func code(_ keeper: Doorkeeper, _ facts: HandshakeFacts) -> CloseCode? {
        do throws(Doorkeeper.Refusal) {
            _ = try keeper.admit(facts)
            return nil
        } catch {
            #expect(!error.reason.isEmpty)
            return error.code
        }
    }

    @Test("Connections in all are bounded, and places come back")
    func all() throws {
        var limits = AdmissionLimits()
        limits.maximumConnections = 2
        let keeper = Doorkeeper(limits)
        let first = try keeper.admit(facts("192.0.2.1"))
        _ = try keeper.admit(facts("192.0.2.2"))
        #expect(code(keeper, facts("192.0.2.3")) == .tryAgainLater)
        #expect(keeper.count == 2)
        keeper.release(first)
        #expect(code(keeper, facts("192.0.2.3")) == nil)
        #expect(code(keeper, facts("192.0.2.3")) == .tryAgainLater)
    }

    @Test("Connections of an address are bounded; of IPv6 a network counts as one")
    func addresses() throws {
        var limits = AdmissionLimits()
        limits.maximumConnectionsPerAddress = 2
        let keeper = Doorkeeper(limits)
        let first = try keeper.admit(facts("2001:db8:0:1::1"))
        _ = try keeper.admit(facts("2001:db8:0:1:ffff::2"))
        #expect(code(keeper, facts("2001:db8:0:1::3")) == .tooManyConnections)
        #expect(code(keeper, facts("2001:db8:0:2::3")) == nil)
        keeper.release(first)
        #expect(code(keeper, facts("2001:db8:0:1::3")) == nil)
        for address in ["192.0.2.1", "::ffff:192.0.2.1"] { #expect(code(keeper, facts(address)) == nil) }
        #expect(code(keeper, facts("192.0.2.1")) == .tooManyConnections)
        // Without addresses, as at a socket of the Unix domain, only the number in all counts.
        for _ in 0..<5 { #expect(code(keeper, facts(nil)) == nil) }
    }

    @Test("Pages of other origins are refused; clients that are no browsers have none")
    func origins() throws {
        var limits = AdmissionLimits()
        #expect(code(Doorkeeper(limits), facts("192.0.2.1", origin: "https://anything.example")) == nil)
        limits.origins = Set(try ["https://example.com", "http://localhost:3000"].map { try #require(WebOrigin($0)) })
        let keeper = Doorkeeper(limits)
        for origin in [nil, "https://example.com", "HTTPS://Example.COM:443", "http://localhost:3000"] {
            #expect(code(keeper, facts("192.0.2.1", origin: origin)) == nil, "\(origin ?? "none")")
        }
        for origin in [
            "http://example.com", "https://example.com:8443", "https://example.com.evil.example", "null", "",
            "https://sub.example.com", "http://localhost",
        ] {
            #expect(code(keeper, facts("192.0.2.1", origin: origin)) == .originNotAllowed, "\(origin)")
        }
    }

    @Test("Origins are read as browsers write them")
    func originTexts() {
        for text in ["", "example.com", "https://", "https://a/b", "://a", "https://a b", "https://user@a"] {
            #expect(WebOrigin(text) == nil, "\(text)")
        }
        #expect(WebOrigin("http://a:80") == WebOrigin("http://A"))
        #expect(WebOrigin("null")?.description == "null")
    }

    @Test("A closed door lets nobody in, and says that the gateway stops")
    func closed() {
        let keeper = Doorkeeper(AdmissionLimits())
        keeper.close()
        #expect(!keeper.isOpen)
        #expect(code(keeper, facts("192.0.2.1")) == .goingAway)
        #expect(keeper.count == 0)
    }

    /// How many of so many frames may be.
    private func taken(_ allowance: inout FrameAllowance, _ count: Int, at now: Duration) -> Int {
        (0..<count).count { _ in allowance.take(at: now) }
    }

    @Test("Frames may come in a burst, then as many a second as may be")
    func frames() {
        var allowance = FrameAllowance(framesPerSecond: 10, burst: 200, now: .seconds(5))
        let counts = [
            taken(&allowance, 300, at: .seconds(5)), taken(&allowance, 1, at: .milliseconds(5_099)),
            taken(&allowance, 9, at: .milliseconds(5_200)), taken(&allowance, 100, at: .milliseconds(10_200)),
            // A clock that goes back gives nothing.
            taken(&allowance, 5, at: .seconds(5)),
            // Never more than the burst.
            taken(&allowance, 300, at: .seconds(10_000)),
        ]
        #expect(counts == [200, 0, 2, 50, 0, 200])
    }

    @Test("The defaults let 200 messages pass as fast as one client can send them")
    func defaults() {
        let limits = AdmissionLimits()
        var allowance = FrameAllowance(framesPerSecond: limits.framesPerSecond, burst: limits.frameBurst, now: .zero)
        let count = taken(&allowance, 200, at: .zero)
        #expect(count == 200)
    }
}
