// Certified data and its certificate (interface specification, "Certified data").
extension Execution {
    func certify(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .certifiedDataSet:
            guard call[1] <= UInt64(limits.certifiedData) else {
                throw call.violation("\(call[1]) bytes; at most \(limits.certifiedData) are allowed")
            }
            effects.certifiedData = try call.bytes(at: 0)
            return 0
        case .dataCertificatePresent: return message.dataCertificate == nil ? 0 : 1
        case .dataCertificateSize: return UInt64(try certificate(call).count)
        case .dataCertificateCopy: return try call.copyOut(certificate(call))
        default: throw call.misrouted
        }
    }

    private func certificate(_ call: SystemCall<some GuestMemory>) throws(Trap) -> [UInt8] {
        guard let certificate = message.dataCertificate else {
            throw call.violation("there is no data certificate here")
        }
        return certificate
    }
}
