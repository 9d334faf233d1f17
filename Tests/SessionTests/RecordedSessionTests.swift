import Foundation
import MessageVerification
import Testing

@testable import WebSocketProtocol

@Suite("Recorded sessions of the released Rust canister")
struct RecordedSessionTests {
    @Test("replay with the same replies, rejects, log lines and messages", arguments: CanisterHost.allCases)
    func replay(on host: CanisterHost) throws {
        let recorded = try RecordedSessions.load()
        var steps = 0
        var skipped = 0
        var pages: [CertifiedPage] = []
        for session in recorded.scenarios {
            var replay = try SessionReplay(session, selfID: recorded.selfID, code: host.conformance)
            for step in session.steps {
                if step.peerOnly == true {
                    skipped += 1
                    continue
                }
                try replay.play(step)
                steps += 1
            }
            pages += replay.pages.map { CertifiedPage(canister: replay.canisterID, page: $0) }
        }
        print("\(host): \(recorded.scenarios.count) sessions, \(steps) steps replayed, \(skipped) skipped as the "
            + "recorded library's own, \(pages.count) pages of messages")
        #expect(steps == 485)
        #expect(pages.count == 98)
        try PageVerifier.judge(pages, name: "sessions-\(host)")
    }
}
