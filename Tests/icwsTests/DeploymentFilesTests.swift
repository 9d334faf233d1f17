import Foundation
import TestSupport
import Testing

/// The files by which `icp` and `dfx` deploy the samples. Neither tool can be had here, so a program of our own judges
/// them by what the tools' schemas demand.
@Suite("The files for icp and dfx")
struct DeploymentFilesTests {
    /// What the judge finds wrong in a folder of canisters.
    private func problems(in folder: URL) throws -> String {
        let outcome = try PythonProgram.run(
            "Deployment/check_deployment_files.py", [folder.path(percentEncoded: false)])
        let text = outcome.everything
        try #require((outcome.status == 0) == text.isEmpty, "\(text)")
        return text
    }

    /// Judges the samples' files with a part of one of them replaced.
    private func problems(replacing part: String, by other: String, in file: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "deployment-\(UUID())")
        // A link would lead the changes to the samples themselves.
        try FileManager.default.copyItem(at: samples.resolvingSymlinksInPath(), to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: file)
        let text = try String(contentsOf: url, encoding: .utf8)
        try #require(text.contains(part))
        try text.replacing(part, with: other).write(to: url, atomically: true, encoding: .utf8)
        return try problems(in: folder)
    }

    private let samples = Checkout.root.appending(path: "Canisters")

    @Test("say what the tools take, for each sample")
    func samplesAreDeployable() throws {
        #expect(try problems(in: samples) == "")
    }

    @Test(
        "are refused for slips",
        arguments: [
            ("icp.yaml", "type: script", "type: shell"), ("icp.yaml", "commands:", "run:"),
            ("icp.yaml", "name: PingPong", "name: PongPing"), ("icp.yaml", "steps:", "step:"),
            ("icp.yaml", "$ICP_WASM_OUTPUT_PATH", "$OUTPUT"), ("icp.yaml", "300_000", "30_000"),
            ("dfx.json", "custom", "swift"), ("dfx.json", "\"wasm\"", "\"module\""),
            ("dfx.json", "\"PingPong\": {", "\"Other\": {"), ("dfx.json", "\"version\": 1", "\"version\": \"1\""),
        ])
    func slips(file: String, part: String, other: String) throws {
        #expect(try !problems(replacing: part, by: other, in: file).isEmpty)
    }
}
