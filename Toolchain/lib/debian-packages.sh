# Installs what is missing of Debian's packages.

package_is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

package_is_known() { apt-cache show "$1" >/dev/null 2>&1; }

# choose_builtins_package: sets BUILTINS_PACKAGE, whose name has the version of LLVM that the system comes with.
choose_builtins_package() {
    local package packages=(libclang-rt-14-dev-wasm32 libclang-rt-19-dev-wasm32)
    for package in "${packages[@]}"; do
        if package_is_installed "$package"; then BUILTINS_PACKAGE=$package; return; fi
    done
    package_is_known wasi-libc || update_package_lists wasi-libc "${packages[0]}" binaryen
    for package in "${packages[@]}"; do
        if package_is_known "$package"; then BUILTINS_PACKAGE=$package; return; fi
    done
    fail "no Debian package has compiler-rt's builtins for wasm32; looked for: ${packages[*]}" \
        "Use Debian 12 or 13."
}

apt() { DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -y "$@"; }

# update_package_lists: once a run; without it a package that exists may not be found.
update_package_lists() {
    [ -z "${PACKAGE_LISTS_ARE_NEW-}" ] || return 0
    require_root "$@"
    run_step "update the lists of Debian's packages" with_retries apt update || fail \
        "'apt-get update' failed: see its output above." \
        "Without a network, install these packages by other means and try again: $*"
    PACKAGE_LISTS_ARE_NEW=yes
}

require_root() {
    [ "$(id -u)" -eq 0 ] || fail \
        "these Debian packages are missing and only root can install them: $*" \
        "Run:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" \
        "and then the same command again."
}

# install_packages PACKAGE…
install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || fail \
        "this set-up knows Debian's package manager alone, and 'dpkg' is not here." \
        "Run it on Debian 12 or a system derived from it."
    local missing=() package
    for package in "$@"; do package_is_installed "$package" || missing+=("$package"); done
    [ "${#missing[@]}" -gt 0 ] || return 0
    require_root "${missing[@]}"
    # The lists are fetched only if a package is not in those that are here.
    for package in "${missing[@]}"; do
        package_is_known "$package" || { update_package_lists "${missing[@]}"; break; }
    done
    if ! run_step "install ${missing[*]}" with_retries apt install --no-install-recommends "${missing[@]}"; then
        # Old lists name files that are gone from the mirror.
        update_package_lists "${missing[@]}"
        run_step "install ${missing[*]}" with_retries apt install --no-install-recommends "${missing[@]}" || fail \
            "'apt-get install' failed: see its output above."
    fi
}

# file_of_package PACKAGE PATTERN: the first file of a package whose path matches.
file_of_package() {
    # Not through 'head', which would end what writes to it by a signal, and that counts as a failure.
    dpkg-query -L "$1" | awk -v pattern="$2" '!found && $0 ~ pattern { print; found = 1 } END { exit !found }' || fail \
        "the Debian package '$1' has no file like '$2'." "Install it anew:  apt-get install --reinstall $1"
}
