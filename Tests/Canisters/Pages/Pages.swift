import CanisterWebSockets

/// Serves files, what it is told to, and messages over WebSockets.
final class Pages: PagesService {
    var siteSettings: SiteSettings {
        var settings = SiteSettings(contentSecurityPolicy: "default-src 'self'; connect-src ws: wss:")
        settings.maximumResponses = 3
        settings.maximumTotalSize = 4 << 20
        return settings
    }

    func onMessage(_ message: AppMessage, from client: Principal) { try? send(message, to: client) }

    func serve(_ path: Text, _ type: Text, _ body: Blob) -> ServeResult {
        do throws(SiteError) {
            try site.set(path, type: type, body: body)
            return .ok
        } catch {
            return .err(error.text)
        }
    }

    func unserve(_ path: Text) -> Bool { site.remove(path) }
}
