import Candid

// Functions and services.

extension SubtypeExplanation {
    mutating func compareFunctions(_ pair: PairOfTypes) throws(TypeError) -> SubtypeFailure? {
        let (lowerGraph, upperGraph) = (lower(pair), upper(pair))
        guard let function = lowerGraph.function(of: pair.lower), let expected = upperGraph.function(of: pair.upper)
        else { return nil }
        guard function.annotations == expected.annotations else {
            return fails("expected \(shown(expected.annotations)), found \(shown(function.annotations))")
        }
        for position in 0..<function.argumentCount {
            let type = lowerGraph.argument(function, at: position)
            if position < expected.argumentCount {
                let given = upperGraph.argument(expected, at: position)
                let below = PairOfTypes(given, type, isSwapped: !pair.isSwapped)
                if let failure = try compare(below, as: "argument \(position + 1)") { return failure }
            } else if !mayBeAbsent(type, in: lowerGraph) {
                return fails("the further argument \(position + 1) must be opt, null or reserved")
            }
        }
        for position in 0..<expected.resultCount {
            let type = upperGraph.result(expected, at: position)
            if position < function.resultCount {
                let below = PairOfTypes(
                    lowerGraph.result(function, at: position), type, isSwapped: pair.isSwapped)
                if let failure = try compare(below, as: "result \(position + 1)") { return failure }
            } else if !mayBeAbsent(type, in: upperGraph) {
                return fails("the result \(position + 1) is missing")
            }
        }
        return nil
    }

    private func shown(_ annotations: FunctionAnnotations) -> String {
        if annotations.contains(.oneway) { return "a oneway method" }
        if annotations.contains(.compositeQuery) { return "a composite_query method" }
        return annotations.contains(.query) ? "a query method" : "an update method"
    }

    mutating func compareServices(_ pair: PairOfTypes) throws(TypeError) -> SubtypeFailure? {
        let (lowerGraph, upperGraph) = (lower(pair), upper(pair))
        var found: [[UInt8]: TypeReference] = [:]
        for position in 0..<lowerGraph.memberCount(of: pair.lower) {
            let method = lowerGraph.method(of: pair.lower, at: position)
            found[method.name] = method.type
        }
        stepsLeft -= found.count
        for position in 0..<upperGraph.memberCount(of: pair.upper) {
            let method = upperGraph.method(of: pair.upper, at: position)
            let name = spelled(String(decoding: method.name, as: UTF8.self))
            guard let type = found[method.name] else { return fails("the method \(name) is missing") }
            let below = PairOfTypes(type, method.type, isSwapped: pair.isSwapped)
            if let failure = try compare(below, as: "method \(name)") { return failure }
        }
        return nil
    }
}
