import CanisterExecution
import Testing
import TestSupport
import WasmEngine

@Suite("Sessions whose subnet is restored from its data")
struct RestoredSessionTests {
    @Test("give the recorded replies, and the same state, whether they are restored after each step or never")
    func replay() throws {
        let recorded = try RecordedSessions.load()
        let module = try BuiltModule.sample("Conformance")
        let code = SessionReplay.Code.module(module, WasmGuestFactory(engine: try .shared()))
        var steps = 0
        var pages = 0
        for session in recorded.scenarios {
            var straight = try SessionReplay(session, selfID: recorded.selfID, code)
            var restored = try SessionReplay(session, selfID: recorded.selfID, code)
            var image = StateImage()
            image.apply(try restored.subnet.takeChanges())
            for step in session.steps where step.peerOnly != true {
                try straight.play(step)
                try restored.restore(from: image)
                try restored.play(step)
                image.apply(try restored.subnet.takeChanges())
                #expect(
                    restored.subnet.stateTree.hashTree.encoded == straight.subnet.stateTree.hashTree.encoded,
                    "\(session.name): \(step.entry) \(step.note)")
                steps += 1
            }
            #expect(restored.pages == straight.pages)
            pages += restored.pages.count
            var whole = StateImage()
            whole.apply(try straight.subnet.takeChanges())
            let difference = Set(image.records).symmetricDifference(whole.records).map(\.key)
            #expect(difference == [], "\(session.name)")
        }
        #expect(steps == 485)
        #expect(pages == 98)
    }
}
