/// Gives each thing in a scope a name of its own.
struct NameScope {
    private var taken: Set<String>

    /// A scope in which some names have a meaning already.
    init(taken: Set<String> = []) { self.taken = taken }

    /// The first name that is free of: the wanted one, it with the suffix, it with numbers from 2 on.
    mutating func name(_ wanted: String, suffix: String = "") -> String {
        if taken.insert(wanted).inserted { return wanted }
        let base = wanted + suffix
        if taken.insert(base).inserted { return base }
        var number = 2
        while !taken.insert("\(base)\(number)").inserted { number += 1 }
        return "\(base)\(number)"
    }

    /// Takes a name, where it is free.
    ///
    /// - Returns: whether it was.
    mutating func take(_ name: String) -> Bool { taken.insert(name).inserted }
}
