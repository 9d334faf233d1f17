import CandidGenerator
import CandidLanguage

/// The name of a canister, of its Swift module and class, and of its files.
struct CanisterName: Equatable {
    let text: String

    static let lengthLimit = 64

    init(_ text: String) throws(NewPackageError) {
        guard let first = text.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first),
            text.utf8.allSatisfy(Self.isLetterOrDigit)
        else { throw .malformedName(text) }
        guard text.utf8.count <= Self.lengthLimit else { throw .longName(text, limit: Self.lengthLimit) }
        guard !Self.modules.contains(text), Self.isAccepted(text) else { throw .takenName(text) }
        self.text = text
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// Whether the generator makes a class of this name: it knows which words and names are taken.
    private static func isAccepted(_ name: String) -> Bool {
        let file = "\(name).did"
        let interface = try? CandidInterface(parsing: InterfaceTemplate.text, file: file) {
            (imported, _) throws(InterfaceError) in LibraryInterfaces.file(named: imported)
        }
        guard let interface else { return false }
        return (try? CanisterCode.files(for: interface, target: name, file: file)) != nil
    }

    /// Modules that a canister's package sees: those of this library, and of Swift.
    static let modules: Set<String> = [
        "BLS12381", "BalancedTrees", "Builtin", "Bytes", "CBOR", "COpenSSL", "CSHA256", "CSwiftRuntime",
        "CWasmtime", "CZlib", "Candid", "CandidClient", "CandidGenerator", "CandidInterface",
        "CandidLanguage", "Canister", "CanisterExecution", "CanisterTesting", "CanisterWebSockets",
        "Certification", "Combine", "CxxStdlib", "Dispatch", "Distributed", "Foundation",
        "FoundationEssentials", "Glibc", "HTTPCertification", "HTTPVerification", "ICAgent", "ICCertificates",
        "ICProtocol", "KeyEncoding", "LocalReplica", "MessageVerification", "Observation", "PackageDescription", "PackagePlugin",
        "PocketICServer", "RegexBuilder", "ReplicaStorage", "SHA256", "Secp256k1", "Swift", "SwiftShims",
        "Synchronization", "SystemAPI", "Testing", "WasmEngine", "WasmModule", "WebSocketClient",
        "WebSocketGateway", "WebSocketProtocol", "WebSocketTransport", "XCTest",
    ]
}
