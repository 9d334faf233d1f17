import CanisterExecution
import WasmModule

/// Makes guests of modules on an engine, for a subnet that gets modules.
public struct WasmGuestFactory: GuestFactory {
    /// Bytes that a module may have when it is decompressed: 100 MiB.
    public static let moduleSizeLimit = 100 << 20

    private let engine: WasmEngine

    /// Makes a factory on an engine.
    public init(engine: WasmEngine) {
        self.engine = engine
    }

    public func makeGuest(of module: [UInt8]) throws(Trap) -> any Guest {
        let binary = try Self.binary(module)
        do throws(WasmEngineError) {
            return try WasmGuest(engine: engine, module: binary)
        } catch {
            throw Trap(.invalidModule, "\(error)")
        }
    }

    public func metadata(of module: [UInt8]) throws(Trap) -> [ModuleMetadata] {
        let binary = try Self.binary(module)
        do throws(WasmFormatError) {
            return try WasmBinary(parsing: binary).customSections.compactMap { section in
                MetadataSection.name(ofSection: section.name).map {
                    ModuleMetadata(
                        name: $0, isPublic: MetadataSection.isPublic(section: section.name), content: section.contents)
                }
            }
        } catch {
            throw Trap(.invalidModule, "The module cannot be read: \(error)")
        }
    }

    /// The binary form of a module that may be compressed.
    ///
    /// - Throws: a trap with ``Trap/Code/invalidModule`` for a damaged stream, or one of more than
    ///   ``moduleSizeLimit`` bytes.
    public static func binary(_ module: [UInt8]) throws(Trap) -> [UInt8] {
        guard Gzip.isCompressed(module) else { return module }
        do throws(GzipError) {
            return try Gzip.decompress(module, limit: moduleSizeLimit)
        } catch {
            throw Trap(.invalidModule, "The module cannot be decompressed: \(error)")
        }
    }
}
