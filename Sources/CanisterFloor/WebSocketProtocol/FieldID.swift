/// The ids of the interface's record fields and variant tags: hashes of their names (Candid specification, "Records").
enum FieldID {
    static let sequenceNumber: UInt32 = 352_253_448
    static let content: UInt32 = 427_265_337
    static let clientKey: UInt32 = 1_025_972_843
    static let clientPrincipal: UInt32 = 1_384_677_498
    static let clientNonce: UInt32 = 3_921_324_219
    static let timestamp: UInt32 = 2_781_795_542
    static let isServiceMessage: UInt32 = 2_815_490_792
    static let key: UInt32 = 5_343_647
    static let messages: UInt32 = 889_051_340
    static let certificate: UInt32 = 1_102_915_300
    static let tree: UInt32 = 1_292_081_502
    static let isEndOfQueue: UInt32 = 3_733_147_138
    static let gatewayPrincipal: UInt32 = 647_083_891
    static let message: UInt32 = 5_446_209
    static let nonce: UInt32 = 2_680_573_167
    static let ok: UInt32 = 17_724
    static let error: UInt32 = 3_456_837
    static let openMessage: UInt32 = 428_171_005
    static let acknowledgeMessage: UInt32 = 3_049_003_934
    static let keepAliveMessage: UInt32 = 2_525_358_527
    static let closeMessage: UInt32 = 2_918_480_143
    static let lastIncomingSequenceNumber: UInt32 = 2_804_597_848
    static let reason: UInt32 = 4_238_151_620
    static let closedByApplication: UInt32 = 1_198_956_877
    static let invalidServiceMessage: UInt32 = 1_409_524_553
    static let wrongSequenceNumber: UInt32 = 2_743_637_463
    static let keepAliveTimeout: UInt32 = 3_580_612_249
}
