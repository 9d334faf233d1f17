extension Execution {
    /// Calls one system function.
    ///
    /// - Parameters:
    ///   - arguments: as many as the function has parameters, each widened to 64 bits without a sign.
    ///   - memory: the guest's memory.
    /// - Returns: the result, 0 for a function without one.
    /// - Throws: the trap that ends the execution.
    public func call(
        _ function: SystemFunction, _ arguments: UnsafePointer<UInt64>, memory: some GuestMemory
    ) throws(Trap) -> UInt64 {
        guard function.isAllowed(in: context) else {
            throw Trap(.contractViolation, "\"ic0_\(function.name)\" cannot be executed in \(context.modeName) mode")
        }
        try chargeSystemCall()
        let call = SystemCall(
            function: function, arguments: arguments, memory: MeteredMemory(base: memory, execution: self))
        switch function {
        case .msgArgDataSize, .msgArgDataCopy, .msgCallerSize, .msgCallerCopy, .msgCallerInfoDataSize,
            .msgCallerInfoDataCopy, .msgCallerInfoSignerSize, .msgCallerInfoSignerCopy, .msgRejectCode,
            .msgRejectMsgSize, .msgRejectMsgCopy, .msgDeadline, .msgMethodNameSize, .msgMethodNameCopy:
            return try readMessage(call)
        case .msgReplyDataAppend, .msgReply, .msgReject, .acceptMessage:
            return try respond(call)
        case .canisterSelfSize, .canisterSelfCopy, .subnetSelfSize, .subnetSelfCopy, .canisterStatus, .canisterVersion,
            .time, .globalTimerSet, .isController, .inReplicatedExecution, .rootKeySize, .rootKeyCopy:
            return try readStatus(call)
        case .envVarCount, .envVarNameSize, .envVarNameCopy, .envVarNameExists, .envVarValueSize, .envVarValueCopy:
            return try readEnvironmentVariables(call)
        case .performanceCounter, .debugPrint, .trap:
            return try diagnose(call)
        case .msgCyclesAvailable128, .msgCyclesRefunded128, .msgCyclesAccept128, .cyclesBurn128,
            .canisterCycleBalance128, .canisterLiquidCycleBalance128, .msgCyclesAvailable, .msgCyclesRefunded,
            .msgCyclesAccept, .canisterCycleBalance:
            return try moveCycles(call)
        case .costCall, .costCreateCanister, .costHttpRequest, .costSignWithEcdsa, .costSignWithSchnorr,
            .costVetkdDeriveKey:
            return try tellCost(call)
        case .callNew, .callOnCleanup, .callDataAppend, .callWithBestEffortResponse, .callCyclesAdd128, .callCyclesAdd,
            .callPerform:
            return try makeCall(call)
        case .stable64Size, .stable64Grow, .stable64Write, .stable64Read, .stableSize, .stableGrow, .stableWrite,
            .stableRead:
            return try useStableMemory(call)
        case .certifiedDataSet, .dataCertificatePresent, .dataCertificateSize, .dataCertificateCopy:
            return try certify(call)
        }
    }
}

extension SystemFunction {
    private static let allowed = allCases.map(\.contexts)

    func isAllowed(in context: ExecutionContext) -> Bool {
        Self.allowed[rawValue].contains(context)
    }
}
