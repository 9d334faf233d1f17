import ICCertificates
import ICProtocol

extension Agent {
    /// Looks for the end of a call in the state, again and again, until it is there or cannot come any more.
    func waitForEnd(of call: SubmittedCall, within budget: inout TimeBudget) async throws(AgentError) -> [UInt8] {
        let paths = [StatePath.requestStatus(of: call.id)]
        var tries = 0
        while true {
            tries += 1
            guard try await pause(after: tries, of: call, within: &budget) else {
                throw .outcomeUnknown(call.id, .deadline(after: configuration.callTimeout))
            }
            let certificate: VerifiedCertificate
            do throws(AgentError) {
                certificate = try await readState(paths, of: call.destination, by: identity, within: &budget)
            } catch {
                // The call may go on, whatever became of the question.
                if error.isTransient, budget.remaining > .zero { continue }
                throw .outcomeUnknown(call.id, error)
            }
            let status = try call.status(in: certificate)
            if let reply = try call.reply(status) { return reply }
            // The subnet takes no call after its expiry, and knows each that it took until then and some time after.
            if status == .absent, certificate.time > call.content.terms.ingressExpiry { throw .expired(call.id) }
        }
    }

    private func pause(
        after tries: Int, of call: SubmittedCall, within budget: inout TimeBudget
    ) async throws(AgentError) -> Bool {
        do throws(AgentError) {
            return try await budget.wait(configuration.pollDelays.delay(after: tries), by: clock)
        } catch {
            throw .outcomeUnknown(call.id, error)
        }
    }
}

extension AgentError {
    /// Whether it comes of a network that may be better in a moment.
    var isTransient: Bool {
        switch self {
        case .transport(let error): error.isTransient
        case .http(let status, _): status == 429 || status >= 500
        default: false
        }
    }
}
