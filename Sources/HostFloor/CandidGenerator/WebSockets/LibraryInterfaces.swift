import CandidLanguage

/// The `.did` files that come with the library: an import finds them where no file of the name stands beside the
/// importing one.
public enum LibraryInterfaces {
    /// A file of the library; nil where there is none of this name.
    public static func file(named name: String) -> ImportedFile? {
        switch name {
        case webSocketTypesName: ImportedFile(name: name, text: webSocketTypes)
        case httpTypesName: ImportedFile(name: name, text: httpTypes)
        default: nil
        }
    }

    static let webSocketTypesName = "ws_types.did"
    static let httpTypesName = "http_types.did"

    /// The types of the four methods of a WebSocket canister, with the names of the released libraries.
    static let webSocketTypes = """
        type ClientPrincipal = principal;

        type ClientKey = record { client_principal : ClientPrincipal; client_nonce : nat64 };

        type GatewayPrincipal = principal;

        type WebsocketMessage = record {
          client_key : ClientKey;
          sequence_num : nat64;
          timestamp : nat64;
          is_service_message : bool;
          content : blob;
        };

        type CanisterOutputMessage = record { client_key : ClientKey; key : text; content : blob };

        type CanisterOutputCertifiedMessages = record {
          messages : vec CanisterOutputMessage;
          cert : blob;
          tree : blob;
          is_end_of_queue : bool;
        };

        type CanisterWsOpenArguments = record { client_nonce : nat64; gateway_principal : GatewayPrincipal };
        type CanisterWsOpenResult = variant { Ok; Err : text };

        type CanisterWsCloseArguments = record { client_key : ClientKey };
        type CanisterWsCloseResult = variant { Ok; Err : text };

        type CanisterWsMessageArguments = record { msg : WebsocketMessage };
        type CanisterWsMessageResult = variant { Ok; Err : text };

        type CanisterWsGetMessagesArguments = record { nonce : nat64 };
        type CanisterWsGetMessagesResult = variant { Ok : CanisterOutputCertifiedMessages; Err : text };

        """

    /// The four methods, with a type of messages that stands for any.
    static let webSocketService = webSocketTypes + """
        type AnyMessage = text;
        service : {
          ws_open : (CanisterWsOpenArguments) -> (CanisterWsOpenResult);
          ws_close : (CanisterWsCloseArguments) -> (CanisterWsCloseResult);
          ws_message : (CanisterWsMessageArguments, opt AnyMessage) -> (CanisterWsMessageResult);
          ws_get_messages : (CanisterWsGetMessagesArguments) -> (CanisterWsGetMessagesResult) query;
        }
        """

    /// The types of the method that answers requests over HTTP, with the names of the HTTP Gateway Protocol
    /// Specification. Bodies in pieces are not among them.
    static let httpTypes = """
        type HeaderField = record { text; text };

        type HttpRequest = record {
          method : text;
          url : text;
          headers : vec HeaderField;
          body : blob;
          certificate_version : opt nat16;
        };

        type HttpResponse = record {
          status_code : nat16;
          headers : vec HeaderField;
          body : blob;
          upgrade : opt bool;
        };

        """

    /// Types of ``webSocketTypes`` that the library has in Swift, as values an author may use, with their names there.
    static let swiftTypes = ["ClientKey": "ClientKey"]
}
