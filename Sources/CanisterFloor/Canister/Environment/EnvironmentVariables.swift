import Candid
import SystemAPI

/// The canister's environment variables, set by its controllers. At most 20, names and values of at most 128 bytes.
public enum EnvironmentVariables {
    /// How many there are.
    public static var count: Int { ic0_env_var_count() }

    /// The name at a position, 0 ..< ``count``, in order of the names' bytes. Traps beyond that.
    public static func name(at index: Int) -> [UInt8] {
        systemBytes(size: ic0_env_var_name_size(index)) { ic0_env_var_name_copy(index, $0, $1, $2) }
    }

    /// The value of a variable, or nil where there is none of that name.
    ///
    /// - Parameter name: valid UTF-8 of at most 128 bytes; the system traps on anything else.
    public static func value(of name: [UInt8]) -> [UInt8]? {
        name.withUnsafeBytes { name in
            guard ic0_env_var_name_exists(name.baseAddress, name.count) == 1 else { return nil }
            return systemBytes(size: ic0_env_var_value_size(name.baseAddress, name.count)) {
                ic0_env_var_value_copy(name.baseAddress, name.count, $0, $1, $2)
            }
        }
    }
}
