import ArgumentParser
import ICAgent
import KeyEncoding

/// `icws identity`: in whose name commands speak with networks.
struct IdentityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "Make, list, show, export and import identities.",
        discussion: """
            Identities are PEM files below $XDG_CONFIG_HOME/icws/identity (by default ~/.config), which icp-cli, dfx \
            and OpenSSL read too. They are not encrypted: nobody else on the machine may read them. The first that is \
            made becomes the default one; 'anonymous' signs nothing.

            """ + CommandStatus.help,
        subcommands: [New.self, List.self, ShowPrincipal.self, Export.self, Import.self, Default.self])

    struct New: NetworkCommand {
        static let configuration = CommandConfiguration(abstract: "Make an identity with a new key.")

        @Argument(help: "Its name.") var name: String
        @Option(help: "The kind of key: secp256k1, ed25519 or p256.") var algorithm = Algorithm.secp256k1
        @Flag(help: "Print lines of JSON.") var json = false

        func perform() throws {
            let store = try IdentityStore.standard()
            let identity: any KeyIdentity =
                switch algorithm {
                case .secp256k1: try Secp256k1Identity()
                case .ed25519: try Ed25519Identity()
                case .p256: try P256Identity()
                }
            try store.keep(identity, named: name)
            print(IdentityLine(name, identity, store).text(json: json))
        }
    }

    struct List: NetworkCommand {
        static let configuration = CommandConfiguration(abstract: "List the identities.")

        @Flag(help: "Print lines of JSON.") var json = false

        func perform() throws {
            let store = try IdentityStore.standard()
            for name in [IdentityStore.anonymous] + store.names {
                do throws(CommandFailure) {
                    print(IdentityLine(name, try store.identity(named: name), store).text(json: json))
                } catch {
                    // One that cannot be read must not hide the others.
                    Terminal.warning(error.message)
                }
            }
        }
    }

    struct ShowPrincipal: NetworkCommand {
        static let configuration = CommandConfiguration(
            commandName: "principal", abstract: "Show the principal of an identity.")

        @Argument(help: "Its name, or a PEM file (default: the default identity).") var name: String?
        @Flag(help: "Print lines of JSON.") var json = false

        func perform() throws {
            let store = try IdentityStore.standard()
            let identity = try store.identity(named: name)
            if json {
                print(IdentityLine(try name ?? store.defaultName, identity, store).text(json: true))
            } else {
                print(identity.principal)
            }
        }
    }

    struct Export: NetworkCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an identity's PEM file, its secret key included.")

        @Argument(help: "Its name.") var name: String
        @Flag(help: "Print lines of JSON.") var json = false

        func perform() throws {
            let identity = try IdentityStore.standard().key(named: name)
            let pem = try identity.pem(IdentityStore.format(of: identity))
            print(json ? JSONText.line(["name": name, "pem": pem]) : pem, terminator: json ? "\n" : "")
        }
    }

    struct Import: NetworkCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over an identity from a PEM file of icp-cli, dfx or OpenSSL.")

        @Argument(help: "Its name here.") var name: String
        @Argument(help: "The PEM file.") var file: String
        @Flag(help: "Print lines of JSON.") var json = false

        func perform() throws {
            let store = try IdentityStore.standard()
            let path = file.contains("/") ? file : "./\(file)"
            let identity = try store.key(named: path)
            try store.keep(identity, named: name)
            print(IdentityLine(name, identity, store).text(json: json))
        }
    }

    struct Default: NetworkCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the default identity, or choose another one.")

        @Argument(help: "Its name.") var name: String?
        @Flag(help: "Print lines of JSON.") var json = false

        func perform() throws {
            let store = try IdentityStore.standard()
            if let name { try store.setDefault(name) }
            let chosen = try store.defaultName
            print(IdentityLine(chosen, try store.identity(named: chosen), store).text(json: json))
        }
    }

    enum Algorithm: String, ExpressibleByArgument, CaseIterable {
        case secp256k1, ed25519, p256
    }
}
