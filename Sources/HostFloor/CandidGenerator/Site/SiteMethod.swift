import CandidLanguage

/// Finds the method by which a canister serves its site: `http_request` with the types of the library's
/// `http_types.did`. One with types of the author's own is the author's.
struct SiteMethod {
    static let name = "http_request"

    /// What its signature names.
    let types: [InterfaceType]

    /// - Returns: nil for a service without the method, or with one of the author's own.
    /// - Throws: where it has types of the library and is not what gateways expect.
    init?(_ interface: CandidInterface, _ service: ServiceDescription) throws(GenerationError) {
        guard let method = service.methods.first(where: { $0.name == Self.name }) else { return nil }
        let signature = method.signature
        types = (signature.parameters + signature.results).map(\.type)
        guard types.contains(where: { Self.isOfLibrary($0, interface) }) else { return nil }
        guard signature.annotation == .query, signature.parameters.map(\.type) == [.named("HttpRequest")],
            signature.results.map(\.type) == [.named("HttpResponse")],
            types.allSatisfy({ Self.isOfLibrary($0, interface) })
        else {
            throw GenerationError(
                .otherSiteMethod(found: "\(method.name) : \(signature)"), at: method.location)
        }
    }

    private static func isOfLibrary(_ type: InterfaceType, _ interface: CandidInterface) -> Bool {
        guard case .named(let name) = type else { return false }
        return interface.definitions.contains {
            $0.name == name && $0.location.file == LibraryInterfaces.httpTypesName
        }
    }
}
