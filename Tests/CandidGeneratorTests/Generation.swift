import CandidGenerator
import CandidLanguage

/// The Swift of small interfaces.
struct Generation {
    let types: String
    let methods: String
    let entryPoints: String
    let site: String

    init(
        _ text: String, target: String = "Chat", functions: SwiftFunctions = [], site folder: SiteFolder? = nil
    ) throws {
        let interface = try CandidInterface(parsing: text, file: "\(target).did") { (path, _) throws(InterfaceError) in
            LibraryInterfaces.file(named: path)
        }
        let files = try CanisterCode.files(
            for: interface, target: target, file: "/somewhere/\(target).did", functions: functions,
            site: folder)
        (types, methods, entryPoints, site) = (files[0].text, files[1].text, files[2].text, files[3].text)
    }

    /// Types and a method that uses them, so that they are generated.
    init(types: String, using name: String) throws {
        try self.init(types + "\nservice : { use : (\(name)) -> () }")
    }
}

/// The four methods, to be put into a service.
let webSocketMethods = """
    ws_open : (CanisterWsOpenArguments) -> (CanisterWsOpenResult);
    ws_close : (CanisterWsCloseArguments) -> (CanisterWsCloseResult);
    ws_message : (CanisterWsMessageArguments, opt AppMessage) -> (CanisterWsMessageResult);
    ws_get_messages : (CanisterWsGetMessagesArguments) -> (CanisterWsGetMessagesResult) query;
    """
