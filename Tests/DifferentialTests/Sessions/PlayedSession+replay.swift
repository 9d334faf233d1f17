import CanisterExecution
import TestSupport
import WasmEngine

extension PlayedSession {
    /// The same steps on a built module.
    ///
    /// - Parameter variables: the canister's environment variables.
    func replayed(on module: [UInt8], variables: [EnvironmentVariable] = []) throws -> PlayedSession {
        let engine = try WasmEngine.shared()
        let host = try SessionHost(variables: variables) { try WasmGuest(engine: engine, module: module) }
        var replay = self
        replay.results = try steps.map { try host.play($0) }
        return replay
    }

    /// The first step that shows something else in a replay, in words.
    func difference(from replay: PlayedSession) -> String? {
        for (index, step) in steps.enumerated() where results[index] != replay.results[index] {
            return """
                session \(seed), step \(index) (\(step.name)): native code shows
                  \(results[index])
                and the module shows
                  \(replay.results[index])
                """
        }
        return nil
    }
}
