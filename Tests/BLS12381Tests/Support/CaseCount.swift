import Foundation

/// How many random cases a test takes. A debug build, in which a verification takes a tenth of a second, takes a few;
/// more of them in a release build:
///
///     BLS12381_CASES=50 ./Toolchain/test -c release -Xswiftc -enable-testing --filter BLS12381Tests
///
/// takes fifty times as many.
func caseCount(_ few: Int) -> Int {
    let factor = ProcessInfo.processInfo.environment["BLS12381_CASES"].flatMap { Int($0) } ?? 1
    return few * max(1, factor)
}
