/// `NAME.did`.
enum InterfaceTemplate {
    static let text = """
        import "ws_types.did";

        // What client and canister say to each other.
        type AppMessage = record {
          text : text;
        };

        service : {
          ws_open : (CanisterWsOpenArguments) -> (CanisterWsOpenResult);
          ws_close : (CanisterWsCloseArguments) -> (CanisterWsCloseResult);
          ws_message : (CanisterWsMessageArguments, opt AppMessage) -> (CanisterWsMessageResult);
          ws_get_messages : (CanisterWsGetMessagesArguments) -> (CanisterWsGetMessagesResult) query;
        }

        """
}
