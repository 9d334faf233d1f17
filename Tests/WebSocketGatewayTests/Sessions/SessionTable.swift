/// What was agreed on for each state and each event: the state that follows, `-` where it stays, and `!` before an
/// illegal step. `end` is the state in which the connection is being closed at the canister. Where several stand in one
/// place, it depends on more than the state's name: whether the hold is over, the sender proven, the canister asked.
enum SessionTable {
    static let expected = """
                               waiting    opening    held       open       closing    leaving    end        closed
        openRequested          opening    !second    !second    !second    !second    !second    !second    -
        openRequested unproven opening    !second    !second    !second    !second    !second    !second    -
        messageRequested       !early     -          -          -          -          -          -          -
        refused                closed     leaving    leaving    leaving    leaving    -          -          -
        sendFailed             closed     leaving    leaving    leaving    leaving    -          -          -
        socketClosed           closed     leaving    leaving    leaving    leaving    -          -          -
        openAccepted           !early     -          -/open     -          -          -          !late      !early/!late
        openFailed             !early     leaving    leaving    leaving    leaving    -          !late      !early/!late
        messageFailed          !early     closing    closing    closing    -          -          !late      !late
        messageFailed unknown  !early     closing    closing    closing    -          -          !late      !late
        callsEnded             !calls     !calls     !calls     !calls     !calls     closed/end !calls     !calls
        canisterMessage        !early     held/open  -          -          -          -          -          -
        canisterClose          !early     closing    closing    closing    -          -          -          -
        forgotten              !early     leaving    leaving    leaving    leaving    -          -          -
        closedAtCanister       !close     !close     !close     !close     !close     !close     closed     !close
        ended                  closed     leaving    leaving    leaving    leaving    -          -          -
        timeOut hold           -          -          -/open     -          -          -          -          -
        timeOut open           closed     -          -          -          -          -          -          -
        timeOut openMessage    -          leaving    -          -          -          -          -          -
        timeOut closeMessage   -          -          -          -          leaving    -          -          -
        timeOut clientClose    -          -          -          -          leaving    -          -          -
        timeOut leaving        -          -          -          -          -          -          -          -
        """
}
