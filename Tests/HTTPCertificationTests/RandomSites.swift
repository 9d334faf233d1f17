@testable import HTTPCertification
import Testing
import TestSupport

/// A verifier that shares no code with this package, and a model of what stands at which path.
@Suite("An independent verifier of random sites", .timeLimit(.minutes(60)))
struct RandomSites {
    @Test("believes whatever was certified at random, for any URL", arguments: 1...3 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func path() -> String {
            let segments = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                ["a", "b", "c", "", "ab", "<"][Int.random(in: 0..<6, using: &random)]
            }
            return "/" + segments.joined(separator: "/")
        }
        let site = Site(alone: seed == 1)
        var exact: [String: String] = [:]
        var fallbacks: [String: String] = [:]
        var cases: [JudgedResponse] = []
        for step in 0..<60 {
            let path = path()
            let name = "\(step)"
            let response = try CertifiedResponse(
                headers: [header("X-Step", name)], body: ResponseBody(Array(name.utf8)))
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1, 2:
                try site.responses.set(response, at: path)
                exact[normalized(path)] = name
            case 3, 4:
                try site.responses.setFallback(response, below: path)
                fallbacks[segments(path).joined(separator: "/")] = name
            default:
                let isRemoved = site.responses.remove(Array(path.utf8))
                #expect(isRemoved == (exact.removeValue(forKey: normalized(path)) != nil))
            }
            let certifiedData = site.certify()
            for attempt in 0..<4 {
                let url = self.url(path: attempt == 0 ? path : randomPath(&random))
                let asked = decoded(url)
                let above = segments(asked)
                let fallback = (0...above.count).reversed()
                    .compactMap { fallbacks[above.prefix($0).joined(separator: "/")] }.first
                let expected = exact[normalized(asked)] ?? fallback
                let match = site.match(url)
                let found = match.map { String(decoding: $0.response.headers[0].value, as: UTF8.self) }
                #expect(found == expected, "\(step).\(attempt) \(url)")
                guard let match else { continue }
                #expect(match.isFallback == (exact[normalized(asked)] == nil))
                let answer = site.answer(match.response, match)
                cases.append(
                    JudgedResponse("\(step).\(attempt) \(url)", get(url), answer, certifiedData: certifiedData))
            }
        }
        #expect(cases.count > 100)
        let problems = try ResponseJudge.problems(cases)
        #expect(problems == [])
    }

    private func randomPath(_ random: inout SplitMix64) -> String {
        "/" + (0..<Int.random(in: 0...4, using: &random)).map { _ in
            ["a", "b", "c", "", "ab", "d", "<*>", "<$>"][Int.random(in: 0..<8, using: &random)]
        }.joined(separator: "/")
    }

    private func url(path: String) -> String {
        path.replacing("<", with: "%3C").replacing(">", with: "%3E")
    }

    private func decoded(_ url: String) -> String {
        url.replacing("%3C", with: "<").replacing("%3E", with: ">")
    }

    private func normalized(_ path: String) -> String {
        "/" + segments(path).joined(separator: "/") + (path.hasSuffix("/") && path.contains { $0 != "/" } ? "/" : "")
    }

    private func segments(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}
