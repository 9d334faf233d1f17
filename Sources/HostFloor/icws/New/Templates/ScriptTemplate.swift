/// `icws`: runs the command-line tool of the library that the package depends on.
enum ScriptTemplate {
    static func text(_ library: LibraryReference) -> String {
        """
        #!/usr/bin/env bash
        # Runs icws of the library that Package.swift names: set up and built first if needed. A tool that is built already
        # can be named in ICWS.
        set -euo pipefail
        if [ -n "${ICWS-}" ]; then exec "$ICWS" "$@"; fi
        package=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
        \(body(library))
        exec "$library/Toolchain/icws" "$@"

        """
    }

    private static func body(_ library: LibraryReference) -> String {
        switch library {
        case .path(let path):
            path.hasPrefix("/") ? "library=\(ShellWord.quoted(path))" : "library=\"$package\"/\(ShellWord.quoted(path))"
        case .url:
            """
            library="$package/.build/checkouts/"\(ShellWord.quoted(library.packageName))
            [ -d "$library" ] || swift package --package-path "$package" resolve >&2
            """
        }
    }
}
