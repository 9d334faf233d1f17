import TestSupport
import Testing

@Suite("Recorded sessions over HTTP")
struct SessionsOverHTTPTests {
    /// Who spoke in the recordings has no keys here, so principals of generated keys take their places, with the engine as
    /// with the replica. Time is told to both.
    @Test("give what the engine gives for the same principals: replies, rejects, pages and certified data")
    func replay() async throws {
        let recorded = try RecordedSessions.load()
        let module = try BuiltModule.sample("Conformance")
        let cast = try Cast(of: recorded)
        var steps = 0
        var pages = 0
        for session in recorded.scenarios {
            let start = try #require(session.steps.first?.time)
            let engine = try EngineSession(module: module, canister: cast.canister, start: start)
            let network = try await NetworkSession(module: module, canister: cast.canister, start: start)
            do {
                for step in session.steps where step.peerOnly != true {
                    let action = try cast.action(of: step)
                    let expected = try engine.play(action)
                    let found = try await network.play(action)
                    #expect(found == expected, "\(session.name): \(step.entry) \(step.note)")
                    steps += 1
                    if found?.provenData != nil { pages += 1 }
                }
            } catch {
                await network.stop()
                throw error
            }
            await network.stop()
        }
        print("\(steps) steps over HTTP, \(pages) pages with certificates")
        #expect(steps == 485)
        #expect(pages == 80)
    }
}
