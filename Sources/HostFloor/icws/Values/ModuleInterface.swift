import CandidLanguage
import WasmModule

/// The interface that a module carries, for values that people write and read: Candid's textual form in and out.
///
/// Of a module without one, values have the types that they show by themselves.
struct ModuleInterface {
    /// What the module's `candid:service` says.
    let interface: CandidInterface?

    init(_ interface: CandidInterface?) {
        self.interface = interface
    }

    /// Reads the interface out of a module.
    init(of module: [UInt8]) throws(ValueTextError) {
        let binary: WasmBinary
        do throws(WasmFormatError) { binary = try WasmBinary(parsing: module) } catch { throw .notAModule(error) }
        let name = MetadataSection.publicSection("candid:service")
        guard let section = binary.customSections(named: name).first else {
            interface = nil
            return
        }
        guard let text = String(validating: section.contents, as: UTF8.self) else { throw .interfaceNotUTF8 }
        do throws(InterfaceError) {
            interface = try CandidInterface(parsing: text, file: "candid:service")
        } catch { throw .malformedInterface(error) }
    }

    /// The service's methods.
    var methods: [ServiceMethod] { interface?.service?.methods ?? [] }

    /// Whether the canister is a WebSocket server.
    var hasWebSockets: Bool { methods.contains { $0.name == "ws_open" } }

    /// The method of a name; nil where no interface tells.
    func method(_ name: String) throws(ValueTextError) -> ServiceMethod? {
        guard interface?.service != nil else { return nil }
        guard let method = methods.first(where: { $0.name == name }) else {
            throw .unknownMethod(name, known: methods.map(\.name))
        }
        return method
    }
}
