import CanisterExecution
import Testing

@Suite("Certified data and its certificate")
struct CertifiedDataTests {
    @Test("at most 32 bytes, the last ones count")
    func sets() throws {
        let machine = bench()
        try machine.certify([UInt8](repeating: 1, count: 32))
        try machine.certify([2])
        #expect(machine.execution.effects.certifiedData == [2])
        #expect(trap { () throws(Trap) in try machine.call(.certifiedDataSet, 0, 33) }?.code == .contractViolation)
    }

    @Test("a certificate is read where there is one, and traps elsewhere")
    func reads() throws {
        let with = bench(.nonReplicatedQuery, message: { $0.dataCertificate = [4, 5, 6] })
        #expect(try with.call(.dataCertificatePresent) == 1)
        #expect(try with.blob(.dataCertificateSize, .dataCertificateCopy) == [4, 5, 6])
        let without = bench(.nonReplicatedQuery)
        #expect(try without.call(.dataCertificatePresent) == 0)
        #expect(trap { () throws(Trap) in try without.call(.dataCertificateSize) }?.code == .contractViolation)
        #expect(trap { () throws(Trap) in try without.call(.dataCertificateCopy) }?.code == .contractViolation)
    }
}
