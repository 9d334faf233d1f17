import Bytes
import Candid
import WebSocketProtocol

extension Text.Interpolation {
    /// Appends an error's text.
    public mutating func appendInterpolation(_ error: WebSocketError) {
        appendInterpolation { error.writeText(into: &$0) }
    }
}
