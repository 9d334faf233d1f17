import ICProtocol

// How a request is carried: in the newest version that the network has, and again where that does no harm.

extension Agent {
    /// What came of sending a request.
    struct Delivery {
        let response: TransportResponse
        /// Whether an earlier try of the same request may have arrived, although no answer to it came.
        let mayHaveArrivedBefore: Bool
    }

    /// Why a request got no answer.
    struct DeliveryFailure: Error {
        let error: AgentError
        /// Whether the request may have arrived.
        let mayHaveArrived: Bool
    }

    /// Sends the same bytes until there is an answer. The request id stays the same, so what arrives twice is executed
    /// once.
    ///
    /// Connections that fail, status 429 and those from 500 on lead to another try; 404 to the next older version.
    func deliver(
        _ body: [UInt8], to address: RequestAddress, within budget: inout TimeBudget
    ) async throws(DeliveryFailure) -> Delivery {
        let known = memory.version(of: address.kind) ?? .max
        var versions = address.kind.versions.filter { $0 <= known }[...]
        var tries = 0
        var mayHaveArrived = false
        while let version = versions.first {
            tries += 1
            let failure: AgentError
            do throws(TransportError) {
                let response = try await send(address.path(version), body, within: budget)
                switch response.status {
                case 404 where versions.count > 1:
                    versions = versions.dropFirst()
                    tries = 0
                    continue
                case 429: break
                case 500...: mayHaveArrived = true
                default:
                    if response.status != 404 { memory.remember(version: version, of: address.kind) }
                    return Delivery(response: response, mayHaveArrivedBefore: mayHaveArrived)
                }
                failure = .http(status: response.status, text: response.text)
            } catch {
                if error.mayHaveArrived { mayHaveArrived = true }
                failure = error == .cancelled ? .cancelled : .transport(error)
                guard error.isTransient else {
                    throw DeliveryFailure(error: failure, mayHaveArrived: mayHaveArrived)
                }
            }
            guard tries < configuration.maximumTries else {
                throw DeliveryFailure(error: failure, mayHaveArrived: mayHaveArrived)
            }
            let hasWaited: Bool
            do throws(AgentError) {
                hasWaited = try await budget.wait(configuration.retryDelays.delay(after: tries), by: clock)
            } catch {
                throw DeliveryFailure(error: error, mayHaveArrived: mayHaveArrived)
            }
            guard hasWaited else { throw DeliveryFailure(error: failure, mayHaveArrived: mayHaveArrived) }
        }
        throw DeliveryFailure(error: .deadline(after: budget.total), mayHaveArrived: mayHaveArrived)
    }

    /// The same for a request without effect, of whose arrival nothing depends.
    func answer(
        to body: [UInt8], at address: RequestAddress, within budget: inout TimeBudget
    ) async throws(AgentError) -> [UInt8] {
        let response: TransportResponse
        do throws(DeliveryFailure) { response = try await deliver(body, to: address, within: &budget).response } catch {
            throw error.error
        }
        guard response.status == 200 else { throw .http(response) }
        return response.body
    }

    /// Sends a request once.
    func send(_ path: String, _ body: [UInt8]?, within budget: TimeBudget) async throws(TransportError)
        -> TransportResponse
    {
        if Task.isCancelled { throw .cancelled }
        let request = TransportRequest(
            path: path, body: body, timeout: min(configuration.requestTimeout, budget.remaining),
            maximumResponseSize: configuration.maximumResponseSize)
        return try await transport.send(request)
    }
}

extension AgentError {
    /// The error that an answer without success is.
    static func http(_ response: TransportResponse) -> AgentError {
        .http(status: response.status, text: response.text)
    }
}

extension TransportResponse {
    /// The body as a text for a message; empty where it is none.
    var text: String {
        let limit = 2_000
        guard let text = String(validating: body.prefix(limit), as: UTF8.self) else { return "" }
        let trimmed = text.drop(while: \.isWhitespace)
        return String(trimmed.reversed().drop(while: \.isWhitespace).reversed()) + (body.count > limit ? "…" : "")
    }
}
