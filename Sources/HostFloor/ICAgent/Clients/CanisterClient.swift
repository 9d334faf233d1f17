import Bytes
import Candid

/// A canister with its interface in Swift: what the plugin `CandidClient` makes of a `.did` file.
///
/// ```swift
/// let chat = Chat(agent: agent, canister: id)
/// try await chat.join("lobby")
/// ```
///
/// One can be written by hand as well; its methods are a line each:
///
/// ```swift
/// func members(_ room: String) async throws(ClientError) -> [Principal] {
///     try await call(query: "members", room, returning: [Principal].self)
/// }
/// ```
public protocol CanisterClient: Sendable {
    /// Who asks: in whose name, and on which network.
    var agent: Agent { get }

    /// The canister that is asked.
    var canister: Principal { get }
}

extension CanisterClient {
    /// Calls a method that may have effects. The whole subnet answers, and its certificate is verified.
    ///
    /// - Throws: ``ClientError/agent(_:)`` as ``Agent/call(_:_:_:effectiveCanister:)`` does;
    ///   ``ClientError/reply(_:)`` where the method was executed and its reply has other types.
    @discardableResult
    public func call<each Argument: CandidEncodable, each Result: CandidDecodable>(
        update method: String, _ arguments: repeat each Argument, returning results: repeat (each Result).Type
    ) async throws(ClientError) -> (repeat each Result) {
        let message = message(of: repeat each arguments)
        let reply: [UInt8]
        do throws(AgentError) { reply = try await agent.call(canister, method, message) } catch { throw .agent(error) }
        return try values(of: reply, repeat each results)
    }

    /// Asks a query, composite or not: a method without effects. One node answers, and its signature is verified.
    ///
    /// - Throws: ``ClientError/agent(_:)`` as ``Agent/query(_:_:_:effectiveCanister:)`` does;
    ///   ``ClientError/reply(_:)`` where the reply has other types.
    @discardableResult
    public func call<each Argument: CandidEncodable, each Result: CandidDecodable>(
        query method: String, _ arguments: repeat each Argument, returning results: repeat (each Result).Type
    ) async throws(ClientError) -> (repeat each Result) {
        let message = message(of: repeat each arguments)
        let reply: [UInt8]
        do throws(AgentError) { reply = try await agent.query(canister, method, message) } catch { throw .agent(error) }
        return try values(of: reply, repeat each results)
    }

    /// Calls a oneway method, which has no reply: that it was executed without one is what is waited for.
    ///
    /// - Throws: ``ClientError/agent(_:)`` where it was not, or failed.
    public func call<each Argument: CandidEncodable>(
        oneway method: String, _ arguments: repeat each Argument
    ) async throws(ClientError) {
        do throws(AgentError) {
            _ = try await agent.call(canister, method, message(of: repeat each arguments))
        } catch {
            // Users' calls cannot be oneway: the network takes the missing reply for a failure of the canister. Only
            // what the subnet certifies shows that the call was executed.
            guard case .rejected(let rejected) = error, rejected.proof == .certificate,
                rejected.rejection.errorCode == Self.noReply
            else { throw .agent(error) }
        }
    }

    /// The error code of a call that was executed and had no reply.
    private static var noReply: String { "IC0506" }

    private func message<each Value: CandidEncodable>(of values: repeat each Value) -> [UInt8] {
        var encoder = CandidEncoder()
        repeat encoder.add(each values)
        var writer = ByteWriter()
        encoder.finish(into: &writer)
        return writer.bytes
    }

    private func values<each Value: CandidDecodable>(
        of reply: [UInt8], _ types: repeat (each Value).Type
    ) throws(ClientError) -> (repeat each Value) {
        do throws(CandidError) {
            let decoder = try CandidDecoder(reply)
            let values = (repeat try decoder.argument(each types))
            try decoder.finish()
            return values
        } catch { throw .reply(error) }
    }
}
