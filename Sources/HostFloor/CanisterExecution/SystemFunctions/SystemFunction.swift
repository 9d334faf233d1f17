/// The functions that the system offers to a canister's module, each an import from the module `ic0`.
///
/// The order, and so the raw value, is the one of the C list in `SystemAPI`. Cycle minting is left out: it is there
/// for one canister of the network only.
public enum SystemFunction: Int, CaseIterable, Sendable {
    // Arguments, caller, response.
    case msgArgDataSize
    case msgArgDataCopy
    case msgCallerSize
    case msgCallerCopy
    case msgCallerInfoDataSize
    case msgCallerInfoDataCopy
    case msgCallerInfoSignerSize
    case msgCallerInfoSignerCopy
    case msgRejectCode
    case msgRejectMsgSize
    case msgRejectMsgCopy
    case msgDeadline
    case msgReplyDataAppend
    case msgReply
    case msgReject
    case msgMethodNameSize
    case msgMethodNameCopy
    case acceptMessage

    // The canister itself, its status, time, and what fits nowhere else.
    case canisterSelfSize
    case canisterSelfCopy
    case subnetSelfSize
    case subnetSelfCopy
    case canisterStatus
    case canisterVersion
    case time
    case globalTimerSet
    case performanceCounter
    case isController
    case inReplicatedExecution
    case rootKeySize
    case rootKeyCopy
    case envVarCount
    case envVarNameSize
    case envVarNameCopy
    case envVarNameExists
    case envVarValueSize
    case envVarValueCopy
    case debugPrint
    case trap

    // Cycles. An amount of 128 bits goes in as its high and its low half, and comes out as 16 bytes, little endian.
    case msgCyclesAvailable128
    case msgCyclesRefunded128
    case msgCyclesAccept128
    case cyclesBurn128
    case canisterCycleBalance128
    case canisterLiquidCycleBalance128
    case msgCyclesAvailable
    case msgCyclesRefunded
    case msgCyclesAccept
    case canisterCycleBalance
    case costCall
    case costCreateCanister
    case costHttpRequest
    case costSignWithEcdsa
    case costSignWithSchnorr
    case costVetkdDeriveKey

    // Calls of other canisters.
    case callNew
    case callOnCleanup
    case callDataAppend
    case callWithBestEffortResponse
    case callCyclesAdd128
    case callCyclesAdd
    case callPerform

    // Stable memory. Its 64-bit functions take 64-bit addresses also where the module's memory is a 32-bit one.
    case stable64Size
    case stable64Grow
    case stable64Write
    case stable64Read
    case stableSize
    case stableGrow
    case stableWrite
    case stableRead

    // Certified data.
    case certifiedDataSet
    case dataCertificatePresent
    case dataCertificateSize
    case dataCertificateCopy
}

extension SystemFunction {
    /// The name of the import: `msg_reply`.
    public var name: String { rule.name }

    /// Where it may be called; elsewhere it traps.
    public var contexts: ExecutionContextSet { rule.contexts }

    /// The function with a name, as a module's import has it.
    public init?(name: String) {
        guard let function = Self.byName[name] else { return nil }
        self = function
    }

    private var rule: SystemFunctionRule { SystemFunctionRule.all[rawValue] }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}
