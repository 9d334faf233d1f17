/// What was agreed on for each state and each event.
enum SessionTable {
    static let expected = """
        closed + callsEnded -> illegal: callsNotAwaited
        closed + canisterClose -> closed
        closed + canisterMessage -> closed
        closed + closedAtCanister -> illegal: closeNotAwaited
        closed + ended -> closed
        closed + forgotten -> closed
        closed + messageFailed -> illegal: afterCalls
        closed + messageFailed unknown -> illegal: afterCalls
        closed + messageRequested -> closed
        closed + openAccepted -> illegal: afterCalls | illegal: beforeOpen
        closed + openFailed -> illegal: afterCalls | illegal: beforeOpen
        closed + openRequested -> closed
        closed + openRequested unproven -> closed
        closed + refused -> closed
        closed + sendFailed -> closed
        closed + socketClosed -> closed
        closed + timeOut clientClose -> closed
        closed + timeOut closeMessage -> closed
        closed + timeOut hold -> closed
        closed + timeOut leaving -> closed
        closed + timeOut open -> closed
        closed + timeOut openMessage -> closed
        closing + callsEnded -> illegal: callsNotAwaited
        closing + canisterClose -> closing
        closing + canisterMessage -> closing
        closing + closedAtCanister -> illegal: closeNotAwaited
        closing + ended -> leaving
        closing + forgotten -> leaving
        closing + messageFailed -> closing
        closing + messageFailed unknown -> closing
        closing + messageRequested -> closing
        closing + openAccepted -> closing
        closing + openFailed -> leaving
        closing + openRequested -> illegal: secondOpen
        closing + openRequested unproven -> illegal: secondOpen
        closing + refused -> leaving
        closing + sendFailed -> leaving
        closing + socketClosed -> leaving
        closing + timeOut clientClose -> leaving
        closing + timeOut closeMessage -> leaving
        closing + timeOut hold -> closing
        closing + timeOut leaving -> closing
        closing + timeOut open -> closing
        closing + timeOut openMessage -> closing
        closingAtCanister + callsEnded -> illegal: callsNotAwaited
        closingAtCanister + canisterClose -> closingAtCanister
        closingAtCanister + canisterMessage -> closingAtCanister
        closingAtCanister + closedAtCanister -> closed
        closingAtCanister + ended -> closingAtCanister
        closingAtCanister + forgotten -> closingAtCanister
        closingAtCanister + messageFailed -> illegal: afterCalls
        closingAtCanister + messageFailed unknown -> illegal: afterCalls
        closingAtCanister + messageRequested -> closingAtCanister
        closingAtCanister + openAccepted -> illegal: afterCalls
        closingAtCanister + openFailed -> illegal: afterCalls
        closingAtCanister + openRequested -> illegal: secondOpen
        closingAtCanister + openRequested unproven -> illegal: secondOpen
        closingAtCanister + refused -> closingAtCanister
        closingAtCanister + sendFailed -> closingAtCanister
        closingAtCanister + socketClosed -> closingAtCanister
        closingAtCanister + timeOut clientClose -> closingAtCanister
        closingAtCanister + timeOut closeMessage -> closingAtCanister
        closingAtCanister + timeOut hold -> closingAtCanister
        closingAtCanister + timeOut leaving -> closingAtCanister
        closingAtCanister + timeOut open -> closingAtCanister
        closingAtCanister + timeOut openMessage -> closingAtCanister
        held + callsEnded -> illegal: callsNotAwaited
        held + canisterClose -> closing
        held + canisterMessage -> held
        held + closedAtCanister -> illegal: closeNotAwaited
        held + ended -> leaving
        held + forgotten -> leaving
        held + messageFailed -> closing
        held + messageFailed unknown -> closing
        held + messageRequested -> held
        held + openAccepted -> held | open
        held + openFailed -> leaving
        held + openRequested -> illegal: secondOpen
        held + openRequested unproven -> illegal: secondOpen
        held + refused -> leaving
        held + sendFailed -> leaving
        held + socketClosed -> leaving
        held + timeOut clientClose -> held
        held + timeOut closeMessage -> held
        held + timeOut hold -> held | open
        held + timeOut leaving -> held
        held + timeOut open -> held
        held + timeOut openMessage -> held
        leaving + callsEnded -> closed | closingAtCanister
        leaving + canisterClose -> leaving
        leaving + canisterMessage -> leaving
        leaving + closedAtCanister -> illegal: closeNotAwaited
        leaving + ended -> leaving
        leaving + forgotten -> leaving
        leaving + messageFailed -> leaving
        leaving + messageFailed unknown -> leaving
        leaving + messageRequested -> leaving
        leaving + openAccepted -> leaving
        leaving + openFailed -> leaving
        leaving + openRequested -> illegal: secondOpen
        leaving + openRequested unproven -> illegal: secondOpen
        leaving + refused -> leaving
        leaving + sendFailed -> leaving
        leaving + socketClosed -> leaving
        leaving + timeOut clientClose -> leaving
        leaving + timeOut closeMessage -> leaving
        leaving + timeOut hold -> leaving
        leaving + timeOut leaving -> leaving
        leaving + timeOut open -> leaving
        leaving + timeOut openMessage -> leaving
        open + callsEnded -> illegal: callsNotAwaited
        open + canisterClose -> closing
        open + canisterMessage -> open
        open + closedAtCanister -> illegal: closeNotAwaited
        open + ended -> leaving
        open + forgotten -> leaving
        open + messageFailed -> closing
        open + messageFailed unknown -> closing
        open + messageRequested -> open
        open + openAccepted -> open
        open + openFailed -> leaving
        open + openRequested -> illegal: secondOpen
        open + openRequested unproven -> illegal: secondOpen
        open + refused -> leaving
        open + sendFailed -> leaving
        open + socketClosed -> leaving
        open + timeOut clientClose -> open
        open + timeOut closeMessage -> open
        open + timeOut hold -> open
        open + timeOut leaving -> open
        open + timeOut open -> open
        open + timeOut openMessage -> open
        opening + callsEnded -> illegal: callsNotAwaited
        opening + canisterClose -> closing
        opening + canisterMessage -> held | open
        opening + closedAtCanister -> illegal: closeNotAwaited
        opening + ended -> leaving
        opening + forgotten -> leaving
        opening + messageFailed -> closing
        opening + messageFailed unknown -> closing
        opening + messageRequested -> opening
        opening + openAccepted -> opening
        opening + openFailed -> leaving
        opening + openRequested -> illegal: secondOpen
        opening + openRequested unproven -> illegal: secondOpen
        opening + refused -> leaving
        opening + sendFailed -> leaving
        opening + socketClosed -> leaving
        opening + timeOut clientClose -> opening
        opening + timeOut closeMessage -> opening
        opening + timeOut hold -> opening
        opening + timeOut leaving -> opening
        opening + timeOut open -> opening
        opening + timeOut openMessage -> leaving
        waitingForOpen + callsEnded -> illegal: callsNotAwaited
        waitingForOpen + canisterClose -> illegal: beforeOpen
        waitingForOpen + canisterMessage -> illegal: beforeOpen
        waitingForOpen + closedAtCanister -> illegal: closeNotAwaited
        waitingForOpen + ended -> closed
        waitingForOpen + forgotten -> illegal: beforeOpen
        waitingForOpen + messageFailed -> illegal: beforeOpen
        waitingForOpen + messageFailed unknown -> illegal: beforeOpen
        waitingForOpen + messageRequested -> illegal: beforeOpen
        waitingForOpen + openAccepted -> illegal: beforeOpen
        waitingForOpen + openFailed -> illegal: beforeOpen
        waitingForOpen + openRequested -> opening
        waitingForOpen + openRequested unproven -> opening
        waitingForOpen + refused -> closed
        waitingForOpen + sendFailed -> closed
        waitingForOpen + socketClosed -> closed
        waitingForOpen + timeOut clientClose -> waitingForOpen
        waitingForOpen + timeOut closeMessage -> waitingForOpen
        waitingForOpen + timeOut hold -> waitingForOpen
        waitingForOpen + timeOut leaving -> waitingForOpen
        waitingForOpen + timeOut open -> closed
        waitingForOpen + timeOut openMessage -> waitingForOpen
        """
}
