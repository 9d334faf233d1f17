extension PrivateKeyFile {
    /// The key as a PEM text.
    public func pem(_ format: Format) -> String {
        let label = format == .sec1 && algorithm != .ed25519 ? "EC PRIVATE KEY" : "PRIVATE KEY"
        return PEMBlock(label: label, bytes: der(format)).text
    }

    /// The key in DER.
    public func der(_ format: Format) -> [UInt8] {
        if algorithm == .ed25519 { return ed25519(isVersion2: format == .pkcs8Version2) }
        if format == .sec1 { return ellipticCurve(namesCurve: true) }
        return DERWriting.element(
            .sequence, DERWriting.naturalNumber([0]), algorithm.identifierDER,
            DERWriting.element(.octetString, ellipticCurve(namesCurve: false)))
    }

    private func ed25519(isVersion2: Bool) -> [UInt8] {
        let behind = isVersion2 ? publicKey.map { DERWriting.element(.implicit1, [0], $0) } : nil
        return DERWriting.element(
            .sequence, DERWriting.naturalNumber([behind == nil ? 0 : 1]), algorithm.identifierDER,
            DERWriting.element(.octetString, DERWriting.element(.octetString, secret)), behind ?? [])
    }

    private func ellipticCurve(namesCurve: Bool) -> [UInt8] {
        DERWriting.element(
            .sequence, DERWriting.naturalNumber([1]), DERWriting.element(.octetString, secret),
            namesCurve ? DERWriting.element(.context0, DERWriting.objectIdentifier(algorithm.curve)) : [],
            publicKey.map { DERWriting.element(.context1, DERWriting.bitString($0)) } ?? [])
    }
}
