import Foundation
import Testing

@Suite("Sessions that go on over upgrades of the canister")
struct UpgradedSessionTests {
    @Test("replay with the same replies as without an upgrade before each step", arguments: CanisterHost.allCases)
    func replay(on host: CanisterHost) throws {
        let recorded = try RecordedSessions.load()
        var upgrades = 0
        for session in recorded.scenarios {
            var replay = try SessionReplay(session, selfID: recorded.selfID, code: host.upgradable)
            for step in session.steps where step.peerOnly != true {
                if try replay.upgrade() { upgrades += 1 }
                // Twice with nothing in between.
                if upgrades.isMultiple(of: 7), try replay.upgrade() { upgrades += 1 }
                try replay.play(step)
            }
        }
        print("\(host): \(upgrades) upgrades in between")
        #expect(upgrades > 400)
    }
}
