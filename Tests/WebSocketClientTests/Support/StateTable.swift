import Testing
@testable import WebSocketClient

/// Every phase of a connection, and how to get there.
enum Phase: String, CaseIterable, CustomTestStringConvertible {
    case awaitingHandshake, opening, open, closing, closed

    var testDescription: String { rawValue }

    func matches(_ phase: ConnectionPhase) -> Bool {
        switch (self, phase) {
        case (.awaitingHandshake, .awaitingHandshake), (.opening, .opening), (.open, .open), (.closing, .closing),
            (.closed, .closed):
            true
        default: false
        }
    }
}

/// Everything that can happen to a connection.
enum Happening: String, CaseIterable, CustomTestStringConvertible {
    case garbage, handshake, openMessage, applicationMessage, acknowledgement, closeMessage, openedAgain
    case timePasses, applicationCloses, applicationSends, socketIsFull, socketCloses

    var testDescription: String { rawValue }
}
