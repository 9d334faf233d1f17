import CandidLanguage

/// What is known of the types of values: those that are expected, or none but what the values show by themselves.
struct CandidTask {
    private let interface: CandidInterface
    private let types: [InterfaceType]?

    /// Which types of a method are meant.
    enum Side {
        case arguments
        case results
    }

    /// - Parameters:
    ///   - types: `(nat, opt Room)`, with the names that the interface defines.
    ///   - method: a method of the interface's service, in the place of types.
    init(
        types: CandidSource?, method: String?, _ side: Side, in interface: CandidInterface = CandidInterface()
    ) throws(CandidFailure) {
        self.interface = interface
        guard let method else {
            self.types = try types.map { (types) throws(CandidFailure) in
                do throws(InterfaceError) {
                    return try interface.parameters(parsing: types.text, file: types.name).map(\.type)
                } catch { throw CandidFailure(error, in: types) }
            }
            return
        }
        guard types == nil else {
            throw CandidFailure(.usage, "found both types and a method: expected one of them")
        }
        guard let service = interface.service else {
            throw CandidFailure(
                .usage, "there is no service that could have the method '\(method)': expected definitions with one")
        }
        guard let found = service.methods.first(where: { $0.name == method }) else {
            let known = service.methods.map(\.name).joined(separator: ", ")
            throw CandidFailure(.usage, "the service has no method '\(method)'; it has: \(known)")
        }
        let parameters = side == .arguments ? found.signature.parameters : found.signature.results
        self.types = parameters.map(\.type)
    }

    /// The message of values, and what of them is not in it.
    func encode(_ source: CandidSource) throws(CandidFailure) -> (message: [UInt8], losses: [ValueLoss]) {
        let arguments: CandidArguments
        do throws(InterfaceError) {
            arguments = try CandidArguments(parsing: source.text, file: source.name)
        } catch { throw CandidFailure(error, in: source) }
        do throws(ValueError) {
            guard let types else { return (try arguments.encodedByInference(in: interface), []) }
            return try arguments.coerced(to: types, in: interface)
        } catch { throw CandidFailure(error) }
    }

    /// The values of a message.
    func decode(_ message: [UInt8]) throws(CandidFailure) -> CandidArguments {
        do throws(ValueError) {
            guard let types else { return try CandidArguments(decoding: message) }
            return try CandidArguments(decoding: message, as: types, in: interface)
        } catch { throw CandidFailure(error, message: message) }
    }
}

extension CandidInterface {
    /// Why a type is no subtype of another, both in text; nil where it is.
    func subtypeFailure(_ sub: CandidSource, of upper: CandidSource) throws(CandidFailure) -> SubtypeFailure? {
        let (lower, expected) = (try type(in: sub), try type(in: upper))
        do throws(TypeError) { return try subtypeFailure(lower, of: expected, in: self) } catch {
            throw CandidFailure(error)
        }
    }

    private func type(in source: CandidSource) throws(CandidFailure) -> InterfaceType {
        do throws(InterfaceError) { return try type(parsing: source.text, file: source.name) } catch {
            throw CandidFailure(error, in: source)
        }
    }

    /// The interface itself, which has to have a service.
    ///
    /// - Parameter name: what messages call it.
    func describingService(_ name: String) throws(CandidFailure) -> CandidInterface {
        guard service != nil else {
            throw CandidFailure(.failure, "\(name): the file describes no service: expected 'service : { … }'")
        }
        return self
    }

    /// What becomes of clients of an older interface.
    func changes(since old: CandidInterface) throws(CandidFailure) -> UpgradeReport {
        do throws(TypeError) { return try upgradeReport(from: old) } catch { throw CandidFailure(error) }
    }
}
