/// Words and names that a generated declaration cannot have as it is.
enum SwiftWords {
    /// Words of the language that may be names in backticks.
    static let keywords: Set<String> = [
        "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
        "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
        "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private",
        "protocol", "public", "repeat", "rethrows", "return", "static", "struct", "subscript", "super", "switch",
        "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    /// Names of types that the generated code, or an author beside it, uses with another meaning.
    static let types: Set<String> = [
        "Any", "ApplicationMessage", "Array", "Blob", "BlobMessage", "Bool", "Boxed", "ByteWriter", "CandidCodable", "CandidDecodable",
        "CandidDecoder", "CandidEncodable", "CandidEncoder", "CandidError", "CandidMessage", "CandidReferenceType", "CanisterBase",
        "CanisterService", "Double", "Empty", "EntryPoint", "EntryPointFailure", "Equatable", "Error", "Float",
        "FunctionReference", "HTTPHeader", "Hashable", "HeartbeatCanister", "IC", "IncomingCall",
        "InspectingCanister", "Int", "Int16", "Int32", "Int64", "Int8", "Integer", "Nat", "Never", "Null", "Optional", "Principal",
        "Protocol", "RawMessages", "Reply", "Reserved", "Self", "Sendable", "ServiceReference",
        "SiteCanister", "SiteFile", "SiteService", "SiteSettings", "StableReader", "StableWriter", "StatefulCanister", "String", "Text", "Timers", "Tuple2", "Tuple3", "Type", "TypeKey",
        "TypeReference", "TypeTable", "UInt16", "UInt32", "UInt64", "UInt8", "Void", "WebSocketCanisterBase",
        "WebSocketService", "WebSocketSettings", "WireType",
    ]

    /// The same for clients: what their code and the agent's library use.
    static let clientTypes = types.union([
        "Agent", "AgentError", "CanisterClient", "ClientError", "Identity", "Transport",
    ])

    /// Members that a client has already.
    static let clientMembers: Set<String> = ["agent", "canister", "self", "Self", "Type", "Protocol", "init"]

    /// Members that structs and enums of Candid types have already.
    static let members: Set<String> = [
        "absentValue", "candidKey", "candidType", "decodeElements", "encode", "encodeElements", "hash", "hashValue",
        "messageHeader", "self", "Self", "Type", "Protocol",
    ]

    /// Members that a canister's class has already, by the part before their parentheses.
    static let canisterMembers: Set<String> = [
        "canister", "certification", "close", "encode", "entryPoints", "globalTimer", "heartbeat",
        "initialize", "inspectMessage", "keepsConnections", "messageHeader", "onClose", "onHeartbeat",
        "onInspectMessage", "onInstall", "onMessage", "onOpen", "onUndecodableMessage", "onUpgrade", "postUpgrade",
        "preUpgrade", "restartWebSockets", "restore", "restoreState", "restoreWebSockets", "run", "runTimer", "save",
        "saveState", "saveWebSockets", "self", "send", "site", "siteFiles", "siteSettings", "startSite",
        "startWebSockets", "timers", "webSocketEntryPoints", "webSocketSettings", "webSockets", "wsClose",
        "wsGetMessages", "wsMessage", "wsOpen", "Self", "Type", "Protocol", "init",
    ]

    /// A name as a declaration writes it.
    static func escaped(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    /// Whether a type can be called this.
    static func canNameType(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
        guard !types.contains(name), !keywords.contains(name) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
