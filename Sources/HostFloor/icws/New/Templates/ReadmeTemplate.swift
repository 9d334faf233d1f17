/// `README.md`.
enum ReadmeTemplate {
    static func text(_ name: String) -> String {
        """
        # \(name)

        A WebSocket canister for the Internet Computer, in Swift.

        - `Sources/\(name)/\(name).did`: its interface; entry points and types are made of it at each build
        - `Sources/\(name)/\(name).swift`: what it does
        - `Tests/\(name)Tests`: its tests

        Swift 6.3 and Debian 12 are needed; `./icws` installs and builds the rest the first time.

            ./icws build                     # to WebAssembly: build/canisters/\(name).wasm
            ./icws build --debug             # with names, files and lines in traps
            swift test                       # the same code natively
            ./icws run \(name)                 # the module on an engine, with a client that connects
            ./icws run \(name) open 'send record { text = "hello" }' 'advance 1h' close
            ./icws run --help                # what else it can do

        To a network, with icp or with dfx:

            icp network start -d && icp deploy \(name)
            icp deploy \(name) -e ic

            dfx start --background && dfx deploy \(name)
            dfx deploy \(name) --network ic

        """
    }
}
