import Foundation

// Files, with errors that name them.

extension CanisterBuilder {
    func read(_ file: URL) throws(BuildError) -> Data {
        do { return try Data(contentsOf: file) } catch {
            throw .fileFault(path: file.path, reason: "cannot be read: \(error.localizedDescription)")
        }
    }

    func write(_ bytes: [UInt8], to file: URL) throws(BuildError) {
        do { try Data(bytes).write(to: file, options: .atomic) } catch {
            throw .fileFault(path: file.path, reason: "cannot be written: \(error.localizedDescription)")
        }
    }

    func makeFolder(_ folder: URL) throws(BuildError) {
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw .fileFault(path: folder.path, reason: "cannot be made: \(error.localizedDescription)")
        }
    }

    func sha256(of file: URL) throws(BuildError) -> String {
        let line = try Subprocess.output("sha256sum", [file.path], hint: "Install it:  apt-get install coreutils")
        return String(decoding: line.prefix(64), as: UTF8.self)
    }
}
