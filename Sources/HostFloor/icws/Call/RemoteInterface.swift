import Candid
import CandidGenerator
import CandidLanguage
import ICAgent

/// The interface of a canister on a network: that of a file, or the one that the canister itself makes public.
enum RemoteInterface {
    /// The name of the metadata that it is in.
    static let metadata = "candid:service"

    /// The interface in a file, with all that it imports.
    static func inFile(_ path: String) throws(CommandFailure) -> CandidInterface {
        do throws(InterfaceError) { return try CandidInterface(path: path) } catch {
            throw CommandFailure(.failure, "\(error)")
        }
    }

    /// What the canister says, which its subnet certifies; `nil` where it says nothing, or nobody may read it.
    static func of(_ canister: Principal, _ agent: Agent) async throws -> CandidInterface? {
        let bytes: [UInt8]?
        do throws(AgentError) {
            bytes = try await agent.metadata(metadata, of: canister)
        } catch {
            // What is not for everyone is refused with a status.
            guard case .http(let status, _) = error, (400..<500).contains(status) else { throw error }
            return nil
        }
        guard let bytes else { return nil }
        return try parse(bytes, of: canister.text)
    }

    /// Reads the bytes of the metadata.
    static func parse(_ bytes: [UInt8], of canister: String) throws(ValueTextError) -> CandidInterface {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .interfaceNotUTF8 }
        do throws(InterfaceError) {
            return try CandidInterface(parsing: text, file: "\(canister) \(metadata)")
        } catch { throw .malformedInterface(error) }
    }
}
