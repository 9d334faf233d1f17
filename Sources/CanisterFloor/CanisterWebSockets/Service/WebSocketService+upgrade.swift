import Canister

/// What the generated entry points of installation and upgrade lead to.
extension WebSocketService {
    /// `canister_pre_upgrade`: saves the author's state, and the connections behind it.
    public func preUpgrade() {
        IC.run { () throws(EntryPointFailure) in
            let offset = try saveState()
            if Self.keepsConnections { try saveWebSockets(at: offset) }
        }
    }

    /// The first part of `canister_post_upgrade`: restores the author's state, then the connections.
    public func restore(_ settings: WebSocketSettings) throws(EntryPointFailure) {
        let offset = try restoreState()
        if Self.keepsConnections {
            try restoreWebSockets(settings, at: offset)
        } else {
            try startWebSockets(settings)
            // What the code before certified is unknown here, and nothing of it holds.
            webSockets.certify()
        }
    }
}
