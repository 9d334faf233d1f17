import CandidLanguage

extension CandidInterface {
    /// The definitions that an author has as Swift types: all, whether the service uses them or not, but those that are
    /// there for the methods of the WebSocket protocol alone. What the service does not use is there for the author's own
    /// ends, such as state that is kept over upgrades.
    func definitionsForAuthor(_ webSockets: WebSocketMethods?) -> [TypeDefinition] {
        guard let webSockets else { return definitions }
        let ofProtocol = definitionsUsed(by: webSockets.protocolTypes)
        let ofMessage = definitionsUsed(by: [webSockets.message])
        return definitions.filter { !ofProtocol.contains($0.name) || ofMessage.contains($0.name) }
    }
}
