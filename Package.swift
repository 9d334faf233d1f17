// swift-tools-version: 6.2

import PackageDescription

// The canister floor is compiled twice: as Embedded Swift for wasm32 (the SDK under Toolchain/ brings the
// flags for that) and as ordinary Swift for Linux. This setting makes the second refuse what the first could not do.
let canisterFloor: [SwiftSetting] = [
    .treatWarning("EmbeddedRestrictions", as: .error)
]

func canisterModule(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/CanisterFloor/\(name)", swiftSettings: canisterFloor)
}

func hostModule(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/HostFloor/\(name)", resources: resources)
}

/// A product of another package. Only this package itself sees it: one that depends on it with no traits does not.
func hostProduct(_ name: String, of package: String) -> Target.Dependency {
    .product(name: name, package: package, condition: .when(traits: ["HostTools"]))
}

/// The sample canisters: each has a folder in `Canisters`.
let samples = ["PingPong", "Conformance", "Chat"]

/// A canister: an executable, since that is what links to a module of its own on wasm. The plugin makes its entry
/// points of its interface, `NAME.did`.
func canister(_ name: String, in folder: String = "Canisters") -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Bytes", "Candid", "Canister", "CanisterWebSockets", "WebSocketProtocol"],
        path: "\(folder)/\(name)",
        swiftSettings: canisterFloor,
        plugins: ["CandidInterface"])
}

let package = Package(
    name: "swift-ic-websocket",
    products: [
        .library(name: "Candid", targets: ["Candid"]),
        .library(name: "Canister", targets: ["Canister"]),
        .library(name: "CanisterWebSockets", targets: ["CanisterWebSockets"]),
        .library(name: "CanisterTesting", targets: ["CanisterTesting"]),
        .library(name: "ICAgent", targets: ["ICAgent"]),
        .library(name: "WebSocketClient", targets: ["WebSocketClient"]),
        .plugin(name: "CandidInterface", targets: ["CandidInterface"]),
        .plugin(name: "CandidClient", targets: ["CandidClient"]),
        .executable(name: "icws", targets: ["icws"]),
    ],
    // A package of a canister names this one with no traits: then nothing is fetched that a canister does not need.
    traits: [
        .default(enabledTraits: ["HostTools"]),
        .trait(name: "HostTools", description: "The command-line tool and what it depends on."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The canister floor, lowest first.
        canisterModule("Bytes"),
        canisterModule("BalancedTrees"),
        .target(name: "SystemAPI", path: "Sources/CanisterFloor/SystemAPI"),
        canisterModule("SHA256", ["Bytes"]),
        canisterModule("CBOR", ["Bytes"]),
        canisterModule("Candid", ["Bytes"]),
        canisterModule("Certification", ["Bytes", "SHA256", "CBOR", "BalancedTrees"]),
        canisterModule("HTTPCertification", ["Bytes", "SHA256", "CBOR", "BalancedTrees", "Certification"]),
        canisterModule("WebSocketProtocol", ["Bytes", "Candid", "CBOR"]),
        canisterModule(
            "Canister",
            ["Bytes", "SystemAPI", "SHA256", "Candid", "Certification", "HTTPCertification", "BalancedTrees"]),
        canisterModule(
            "CanisterWebSockets",
            ["Bytes", "SHA256", "Candid", "Certification", "WebSocketProtocol", "Canister", "BalancedTrees"]),

        // The host floor, lowest first.
        hostModule("ICCertificates", ["Bytes", "SHA256", "CBOR", "Candid", "Certification"]),
        hostModule("KeyEncoding"),
        .systemLibrary(
            name: "COpenSSL", path: "Sources/HostFloor/COpenSSL", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        hostModule("Secp256k1", ["COpenSSL", "KeyEncoding"]),
        // Optimized in debug builds too: without, a signature takes as long as hundreds do.
        .target(
            name: "BLS12381", dependencies: ["SHA256"], path: "Sources/HostFloor/BLS12381",
            swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        hostModule(
            "ICProtocol",
            [
                "Bytes", "SHA256", "CBOR", "Candid", "Certification", "ICCertificates", "BLS12381", "KeyEncoding",
                "Secp256k1", hostProduct("Crypto", of: "swift-crypto"),
            ]),
        hostModule(
            "ICAgent",
            [
                "Bytes", "Candid", "ICCertificates", "ICProtocol", "KeyEncoding", "Secp256k1",
                hostProduct("Crypto", of: "swift-crypto"), hostProduct("AsyncHTTPClient", of: "async-http-client"),
                hostProduct("NIOCore", of: "swift-nio"), hostProduct("NIOPosix", of: "swift-nio"),
            ]),
        hostModule(
            "MessageVerification",
            ["SHA256", "CBOR", "Candid", "Certification", "WebSocketProtocol", "ICCertificates"]),
        hostModule(
            "HTTPVerification", ["CBOR", "Candid", "Certification", "HTTPCertification", "ICCertificates"]),
        hostModule("CanisterExecution", ["Bytes", "CBOR", "Candid", "ICCertificates", "SHA256"]),
        hostModule(
            "CanisterTesting",
            [
                "Bytes", "SystemAPI", "Candid", "Canister", "CanisterExecution", "ICCertificates",
                "WebSocketProtocol", "MessageVerification",
            ]),
        hostModule("CandidLanguage", ["Bytes", "Candid"]),
        hostModule("CandidGenerator", ["CandidLanguage", "SHA256"]),
        .executableTarget(
            name: "candid-generator", dependencies: ["CandidGenerator", "CandidLanguage"],
            path: "Sources/HostFloor/candid-generator"),
        .plugin(
            name: "CandidInterface", capability: .buildTool(), dependencies: ["candid-generator"],
            path: "Toolchain/Plugins/CandidInterface"),
        .plugin(
            name: "CandidClient", capability: .buildTool(), dependencies: ["candid-generator"],
            path: "Toolchain/Plugins/CandidClient"),
        hostModule("WasmModule", ["Bytes"]),
        .target(name: "CSwiftRuntime", path: "Sources/HostFloor/CSwiftRuntime"),
        .target(name: "CWasmtime", path: "Sources/HostFloor/CWasmtime"),
        .systemLibrary(
            name: "CZlib", path: "Sources/HostFloor/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        hostModule(
            "WasmEngine",
            ["CWasmtime", "CSwiftRuntime", "CZlib", "WasmModule", "CanisterExecution", "ICCertificates"]),
        hostModule("ReplicaStorage", ["CanisterExecution", hostProduct("GRDB", of: "GRDB.swift")]),
        .target(
            name: "LocalReplica",
            dependencies: [
                "BLS12381", "Bytes", "CBOR", "Candid", "CanisterExecution", "HTTPCertification", "HTTPVerification",
                "ICCertificates", "ICProtocol", "KeyEncoding", "ReplicaStorage", "SHA256", "WasmEngine",
                hostProduct("Crypto", of: "swift-crypto"), hostProduct("Hummingbird", of: "hummingbird"),
                hostProduct("HummingbirdCore", of: "hummingbird"),
                hostProduct("Logging", of: "swift-log"), hostProduct("NIOCore", of: "swift-nio"),
                hostProduct("ServiceLifecycle", of: "swift-service-lifecycle"),
            ],
            path: "Sources/HostFloor/LocalReplica",
            plugins: ["CandidInterface"]),
        hostModule(
            "PocketICServer",
            [
                "Candid", "CanisterExecution", "ICCertificates", "ICProtocol", "LocalReplica", "SHA256", "WasmEngine",
                hostProduct("Hummingbird", of: "hummingbird"), hostProduct("Logging", of: "swift-log"),
                hostProduct("ServiceLifecycle", of: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "pocket-ic",
            dependencies: [
                "PocketICServer", hostProduct("ArgumentParser", of: "swift-argument-parser"),
                hostProduct("Logging", of: "swift-log"),
            ],
            path: "Sources/HostFloor/pocket-ic"),
        hostModule(
            "WebSocketTransport",
            [
                hostProduct("NIOCore", of: "swift-nio"), hostProduct("NIOPosix", of: "swift-nio"),
                hostProduct("NIOHTTP1", of: "swift-nio"), hostProduct("NIOWebSocket", of: "swift-nio"),
                hostProduct("NIOSSL", of: "swift-nio-ssl"),
            ]),
        hostModule(
            "WebSocketGateway",
            [
                "Bytes", "CBOR", "Candid", "ICAgent", "ICCertificates", "ICProtocol", "KeyEncoding", "SHA256",
                "WebSocketProtocol", "WebSocketTransport", hostProduct("Logging", of: "swift-log"),
                hostProduct("Metrics", of: "swift-metrics"), hostProduct("NIOCore", of: "swift-nio"),
                hostProduct("NIOPosix", of: "swift-nio"), hostProduct("NIOHTTP1", of: "swift-nio"),
                hostProduct("ServiceLifecycle", of: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Operations/Page/Site")]),
        hostModule(
            "WebSocketClient",
            [
                "Bytes", "CBOR", "Candid", "ICAgent", "ICCertificates", "ICProtocol", "MessageVerification",
                "WebSocketProtocol", "WebSocketTransport", hostProduct("NIOCore", of: "swift-nio"),
                hostProduct("NIOPosix", of: "swift-nio"),
            ]),
        .executableTarget(
            name: "icws",
            dependencies: [
                "BLS12381", "Bytes", "Candid", "CandidGenerator", "CandidLanguage", "Certification",
                "HTTPCertification", "HTTPVerification", "WebSocketProtocol", "ICCertificates", "ICProtocol", "ICAgent",
                "KeyEncoding", "SHA256", "MessageVerification", "CanisterExecution", "WasmEngine", "WasmModule", "LocalReplica",
                "WebSocketClient", "WebSocketGateway", "WebSocketTransport",
                hostProduct("ArgumentParser", of: "swift-argument-parser"), hostProduct("Logging", of: "swift-log"),
                hostProduct("NIOPosix", of: "swift-nio"), hostProduct("Yams", of: "Yams"),
            ],
            path: "Sources/HostFloor/icws"),

        // Canisters for tests alone: one whose author's code traps, Conformance with connections that survive
        // upgrades, one with every type of Candid, one with state, a heartbeat and late answers, and one that serves
        // files, in two versions.
        canister("Faults", in: "Tests/Canisters"),
        canister("Upgrades", in: "Tests/Canisters"),
        canister("Interfaces", in: "Tests/Canisters"),
        canister("Lifecycle", in: "Tests/Canisters"),
        canister("Pages", in: "Tests/Canisters"),
        canister("PagesLater", in: "Tests/Canisters"),

        // The allocator that the Swift SDK brings into canisters: built here for its tests alone.
        .target(
            name: "CanisterAllocator", path: "Toolchain/SwiftSDK/runtime",
            exclude: ["memory.c", "random.c", "stack-protector.c"]),

        // What the tests of several modules use.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        // Sockets on which a test says every byte.
        .target(name: "SocketTestSupport", dependencies: ["TestSupport"], path: "Tests/SocketTestSupport"),

        // Tests, one target a module.
        .testTarget(name: "CanisterAllocatorTests", dependencies: ["CanisterAllocator", "TestSupport"]),
        .testTarget(name: "BytesTests", dependencies: ["Bytes"]),
        .testTarget(name: "BalancedTreesTests", dependencies: ["BalancedTrees", "TestSupport"]),
        .testTarget(name: "SHA256Tests", dependencies: ["SHA256", "Bytes", "TestSupport"]),
        .testTarget(name: "CBORTests", dependencies: ["CBOR", "Bytes", "TestSupport"]),
        .testTarget(name: "CandidTests", dependencies: ["Candid", "Bytes", "TestSupport"]),
        .testTarget(
            name: "CandidLanguageTests", dependencies: ["CandidLanguage", "Candid", "Bytes", "TestSupport"]),
        .testTarget(
            name: "CertificationTests", dependencies: ["Certification", "SHA256", "CBOR", "Bytes", "TestSupport"]),
        .testTarget(
            name: "HTTPCertificationTests",
            dependencies: ["HTTPCertification", "Certification", "SHA256", "CBOR", "Bytes", "TestSupport"]),
        .testTarget(
            name: "WebSocketProtocolTests", dependencies: ["WebSocketProtocol", "Candid", "Bytes", "TestSupport"]),
        .testTarget(
            name: "CanisterTests",
            dependencies: [
                "Canister", "Candid", "CanisterTesting", "CanisterExecution", "Certification", "HTTPCertification",
                "SHA256", "SystemAPI", "WasmEngine", "TestSupport",
            ]),
        .testTarget(
            name: "CanisterWebSocketsTests",
            dependencies: [
                "Bytes", "CanisterWebSockets", "CanisterTesting", "CanisterExecution", "SystemAPI", "Candid",
                "Certification", "SHA256", "WebSocketProtocol", "WasmEngine", "TestSupport",
            ]),
        .testTarget(
            name: "CanisterExecutionTests",
            dependencies: ["CanisterExecution", "ICCertificates", "Candid", "SystemAPI", "TestSupport"]),
        .testTarget(
            name: "CanisterTestingTests",
            dependencies: [
                "CanisterTesting", "Canister", "Candid", "CanisterExecution", "Certification", "SystemAPI",
                "CanisterWebSockets", "WebSocketProtocol",
            ]),
        .testTarget(
            name: "ICCertificatesTests",
            dependencies: ["ICCertificates", "Certification", "SHA256", "CBOR", "Candid", "Bytes", "TestSupport"]),
        .testTarget(name: "KeyEncodingTests", dependencies: ["KeyEncoding", "TestSupport"]),
        .testTarget(name: "Secp256k1Tests", dependencies: ["Secp256k1", "KeyEncoding", "TestSupport"]),
        .testTarget(
            name: "BLS12381Tests",
            dependencies: ["BLS12381", "ICCertificates", "Certification", "Candid", "TestSupport"]),
        .testTarget(
            name: "ICProtocolTests",
            dependencies: [
                "ICProtocol", "ICCertificates", "Certification", "BLS12381", "KeyEncoding", "Secp256k1", "SHA256",
                "CBOR", "Candid", "Bytes", "TestSupport", hostProduct("Crypto", of: "swift-crypto"),
            ]),
        .testTarget(
            name: "ICAgentTests",
            dependencies: [
                "ICAgent", "ICProtocol", "ICCertificates", "BLS12381", "KeyEncoding", "Secp256k1", "Candid",
                "CandidLanguage", "Bytes", "TestSupport",
                hostProduct("Crypto", of: "swift-crypto"), hostProduct("NIOCore", of: "swift-nio"),
                hostProduct("NIOPosix", of: "swift-nio"), hostProduct("NIOHTTP1", of: "swift-nio"),
            ]),
        .testTarget(
            name: "MessageVerificationTests",
            dependencies: [
                "MessageVerification", "ICCertificates", "Certification", "SHA256", "Candid", "WebSocketProtocol",
                "CanisterTesting", "PingPong", "TestSupport",
            ]),
        .testTarget(
            name: "HTTPVerificationTests",
            dependencies: [
                "HTTPVerification", "HTTPCertification", "Certification", "ICCertificates", "ICProtocol", "BLS12381",
                "Candid", "Bytes",
            ]),
        .testTarget(
            name: "SessionTests",
            dependencies: [
                "Conformance", "PingPong", "Upgrades", "CanisterTesting", "CanisterExecution", "WasmEngine",
                "ICCertificates", "Candid", "Bytes", "WebSocketProtocol", "MessageVerification", "icws", "LocalReplica",
                "ICAgent", "ICProtocol", "TestSupport",
            ]),
        .testTarget(
            name: "DifferentialTests",
            dependencies: [
                "Conformance", "Upgrades", "CanisterTesting", "CanisterExecution", "WasmEngine", "Candid",
                "WebSocketProtocol", "TestSupport",
            ]),
        .testTarget(
            name: "SampleTests",
            dependencies: samples.map { .target(name: $0) } + [
                "Bytes", "Candid", "CanisterTesting", "CanisterExecution", "CanisterWebSockets", "WasmEngine",
                "WebSocketProtocol", "TestSupport",
            ]),
        .testTarget(
            name: "CandidGeneratorTests",
            dependencies: [
                "CandidGenerator", "CandidLanguage", "Interfaces", "Lifecycle", "Pages", "Candid", "Canister",
                "CanisterTesting",
                "CanisterExecution", "CanisterWebSockets", "WasmEngine", "TestSupport",
            ]),
        // As in an app, where code is the main actor's if nothing else is said.
        .testTarget(
            name: "CandidClientTests", dependencies: ["ICAgent", "LocalReplica", "TestSupport"],
            swiftSettings: [.defaultIsolation(MainActor.self)], plugins: ["CandidClient"]),
        .testTarget(name: "AuthoringTests", dependencies: ["icws", "TestSupport"]),
        .testTarget(name: "WireTests", dependencies: ["icws", "TestSupport"]),
        .testTarget(name: "WasmModuleTests", dependencies: ["WasmModule", "TestSupport"]),
        .testTarget(
            name: "icwsTests",
            dependencies: [
                "icws", "CandidLanguage", "CandidGenerator", "Candid", "ICAgent", "ICCertificates", "ICProtocol",
                "KeyEncoding", "TestSupport",
            ]),
        .testTarget(
            name: "LocalReplicaTests",
            dependencies: [
                "LocalReplica", "ICProtocol", "ICCertificates", "ICAgent", "CanisterExecution", "WasmEngine", "Candid",
                "Certification", "TestSupport",
            ]),
        .testTarget(
            name: "PocketICServerTests",
            dependencies: ["PocketICServer", "pocket-ic", "Candid", "ICProtocol", "LocalReplica", "TestSupport"]),
        .testTarget(
            name: "WebSocketTransportTests",
            dependencies: [
                "WebSocketTransport", "SocketTestSupport", "TestSupport", hostProduct("NIOCore", of: "swift-nio"),
                hostProduct("NIOEmbedded", of: "swift-nio"), hostProduct("NIOPosix", of: "swift-nio"),
                hostProduct("NIOHTTP1", of: "swift-nio"), hostProduct("NIOWebSocket", of: "swift-nio"),
                hostProduct("NIOSSL", of: "swift-nio-ssl"),
            ]),
        .testTarget(
            name: "WebSocketGatewayTests",
            dependencies: [
                "WebSocketGateway", "WebSocketTransport", "WebSocketProtocol", "ICAgent", "ICProtocol", "LocalReplica",
                "Candid", "CBOR", "Bytes", "MessageVerification", "SocketTestSupport", "TestSupport",
                hostProduct("Logging", of: "swift-log"), hostProduct("Metrics", of: "swift-metrics"),
                hostProduct("NIOCore", of: "swift-nio"), hostProduct("NIOPosix", of: "swift-nio"),
            ]),
        .testTarget(
            name: "WebSocketClientTests",
            dependencies: [
                "WebSocketClient", "WebSocketTransport", "WebSocketProtocol", "MessageVerification", "ICAgent",
                "ICProtocol", "ICCertificates", "Certification", "BLS12381", "SHA256", "LocalReplica", "Candid", "CBOR",
                "CanisterTesting", "CanisterExecution", "PingPong", "Bytes", "TestSupport",
                hostProduct("NIOCore", of: "swift-nio"), hostProduct("NIOPosix", of: "swift-nio"),
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "icws", "WebSocketClient", "WebSocketGateway", "WebSocketProtocol", "ICAgent", "ICProtocol",
                "LocalReplica", "MessageVerification", "Candid", "CandidLanguage", "Bytes", "TestSupport",
            ]),
        .testTarget(name: "BrowserTests", dependencies: ["icws", "TestSupport"]),
        .testTarget(
            name: "NetworkTests",
            dependencies: [
                "icws", "ICAgent", "ICProtocol", "ICCertificates", "LocalReplica", "CandidLanguage", "Candid", "SHA256",
                "SocketTestSupport", "TestSupport", "WebSocketTransport",
                hostProduct("NIOPosix", of: "swift-nio"),
            ]),
        .testTarget(
            name: "WasmEngineTests",
            dependencies: ["WasmEngine", "WasmModule", "CZlib", "CanisterExecution", "Candid", "TestSupport"]),
        // Commits rounds until it is killed: what the store's tests kill.
        .executableTarget(
            name: "storage-writer", dependencies: ["ReplicaStorage", "WasmEngine", "CanisterExecution", "Candid"],
            path: "Tests/StorageWriter"),
        .testTarget(
            name: "ReplicaStorageTests",
            dependencies: [
                "ReplicaStorage", "storage-writer", "WasmEngine", "CanisterExecution", "Candid", "TestSupport",
                hostProduct("GRDB", of: "GRDB.swift"),
            ]),
    ] + samples.map { canister($0) },
    swiftLanguageModes: [.v6]
)
