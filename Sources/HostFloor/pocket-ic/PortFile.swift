import Foundation

/// The file by which a client finds the server that it started: it gets the port, and goes with the server.
struct PortFile {
    private let path: String
    private let descriptor: Int32

    /// What the system does not let the file be.
    struct Failure: Error, CustomStringConvertible {
        var path: String
        var reason: String

        var description: String { "The port file \(path) cannot be written: \(reason)." }
    }

    /// Makes the file, which nobody else must have made: so one of several servers of one client goes on.
    ///
    /// - Returns: `nil` where there is one already.
    init?(creating path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { return nil }
            throw Failure(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Writes the port, at once: who reads the line's end has read the whole number.
    func write(port: Int) throws {
        let line = [UInt8]("\(port)\n".utf8)
        guard Foundation.write(descriptor, line, line.count) == line.count else {
            throw Failure(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Removes the file.
    func remove() {
        close(descriptor)
        unlink(path)
    }
}
