import CandidLanguage

extension CandidInterface {
    /// The definitions that an author has as Swift types: all, whether the service uses them or not, but those that
    /// are there for the methods of the WebSocket protocol, or of the site, alone. What the service does not use is
    /// there for the author's own ends, such as state that is kept over upgrades.
    ///
    /// - Parameter own: what the author's own methods name.
    func definitionsForAuthor(
        _ webSockets: WebSocketMethods?, _ site: SiteMethod?, own: [InterfaceType]
    ) -> [TypeDefinition] {
        let ofProtocol = webSockets.map { definitionsUsed(by: $0.protocolTypes) } ?? []
        let ofMessage = webSockets.map { definitionsUsed(by: [$0.message]) } ?? []
        let ofSite = site.map { definitionsUsed(by: $0.types) } ?? []
        let ofOwn = definitionsUsed(by: own)
        return definitions.filter { definition in
            let name = definition.name
            if ofProtocol.contains(name), !ofMessage.contains(name) { return false }
            return !ofSite.contains(name) || ofMessage.contains(name) || ofOwn.contains(name)
        }
    }
}
