import HTTPCertification
import Testing

@Suite struct HTTPHeaderTests {
    @Test func isWhatItIsMadeOf() {
        let header = HTTPHeader(name: Array("a".utf8), value: Array("b".utf8))
        #expect(header.name == [0x61])
        #expect(header.value == [0x62])
    }
}
