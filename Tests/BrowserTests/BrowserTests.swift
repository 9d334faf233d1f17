import TestSupport
import Testing

@Suite struct BrowserTests {
    @Test func findsTheTool() throws {
        #expect(try BuiltTool.icws.isFileURL)
    }
}
