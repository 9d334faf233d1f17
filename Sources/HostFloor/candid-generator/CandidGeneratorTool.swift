import CandidGenerator
import CandidLanguage
import Foundation

/// `candid-generator TARGET INTERFACE OUTPUT-FOLDER SWIFT-FILE…`: writes the Swift of an interface. The build plugin
/// runs it; errors go to standard error as compilers write them. With `--types` in front only types are made, for code
/// that is no canister; `--client INTERFACE OUTPUT-FOLDER` makes the client of an interface.
@main enum CandidGeneratorTool {
    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        let mode = words.first.flatMap { Mode(rawValue: $0) }
        if mode != nil { words.removeFirst() }
        guard words.count >= (mode == .client ? 2 : 3) else {
            fail(
                """
                usage: candid-generator [--types] TARGET INTERFACE OUTPUT-FOLDER SWIFT-FILE…
                       candid-generator --client INTERFACE OUTPUT-FOLDER
                """)
        }
        do {
            if mode == .client {
                try write([ClientCode.file(for: CandidInterface(path: words[0]), file: words[0])], to: words[1])
            } else if mode == .types {
                try generateTypes(target: words[0], interface: words[1], folder: words[2])
            } else {
                try generate(target: words[0], interface: words[1], folder: words[2], sources: words[3...])
            }
        } catch let error as InterfaceError {
            fail("\(error)")
        } catch let error as GenerationError {
            fail("\(error)")
        } catch {
            fail("candid-generator: error: \(error.localizedDescription)")
        }
    }

    private enum Mode: String {
        case types = "--types"
        case client = "--client"
    }

    private static func generate(
        target: String, interface: String, folder: String, sources: ArraySlice<String>
    ) throws {
        var functions: SwiftFunctions = []
        for source in sources {
            functions.formUnion(SwiftFunctions(in: try String(contentsOfFile: source, encoding: .utf8)))
        }
        let files = try CanisterCode.files(
            for: try CandidInterface(path: interface), target: target, file: interface, functions: functions,
            site: try SiteFolder(besideInterface: interface))
        try write(files, to: folder)
    }

    private static func generateTypes(target: String, interface: String, folder: String) throws {
        let file = try TypesCode.file(for: try CandidInterface(path: interface), target: target, file: interface)
        try write([file], to: folder)
    }

    private static func write(_ files: [GeneratedFile], to folder: String) throws {
        for file in files {
            try file.text.write(toFile: "\(folder)/\(file.name)", atomically: true, encoding: .utf8)
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(1)
    }
}
