import CandidGenerator
import CandidLanguage
import Foundation

/// `candid-generator TARGET INTERFACE OUTPUT-FOLDER SWIFT-FILE…`: writes the Swift of an interface. The build plugin
/// runs it; errors go to standard error as compilers write them.
@main enum CandidGeneratorTool {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 3 else {
            fail("usage: candid-generator TARGET INTERFACE OUTPUT-FOLDER SWIFT-FILE…")
        }
        let words = Array(arguments)
        do {
            try generate(target: words[0], interface: words[1], folder: words[2], sources: words[3...])
        } catch let error as InterfaceError {
            fail("\(error)")
        } catch let error as GenerationError {
            fail("\(error)")
        } catch {
            fail("candid-generator: error: \(error.localizedDescription)")
        }
    }

    private static func generate(
        target: String, interface: String, folder: String, sources: ArraySlice<String>
    ) throws {
        var functions: SwiftFunctions = []
        for source in sources {
            functions.formUnion(SwiftFunctions(in: try String(contentsOfFile: source, encoding: .utf8)))
        }
        let files = try CanisterCode.files(
            for: try CandidInterface(path: interface), target: target, file: interface, functions: functions)
        for file in files {
            try file.text.write(toFile: "\(folder)/\(file.name)", atomically: true, encoding: .utf8)
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(1)
    }
}
