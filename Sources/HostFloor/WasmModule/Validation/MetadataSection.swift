/// The custom sections that the Internet Computer shows to the world under `/canister/…/metadata/…`.
public enum MetadataSection {
    /// The section's name for metadata that everybody may read.
    public static func publicSection(_ name: String) -> String { publicPrefix + name }

    /// The section's name for metadata that controllers alone may read.
    public static func privateSection(_ name: String) -> String { privatePrefix + name }

    /// The name of the metadata in a section, or `nil` if the section holds none.
    public static func name(ofSection section: String) -> String? {
        for prefix in [publicPrefix, privatePrefix] where section.utf8.starts(with: prefix.utf8) {
            return String(decoding: section.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
        return nil
    }

    /// Whether everybody may read the metadata in a section.
    public static func isPublic(section: String) -> Bool { section.utf8.starts(with: publicPrefix.utf8) }

    private static let publicPrefix = "icp:public "
    private static let privatePrefix = "icp:private "
}
