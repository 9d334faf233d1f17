import Candid
import CanisterExecution

// Calls with Swift values: any number of arguments, and one result, several, or, as `Void`, none.

extension TestCanister {
    /// Calls a method as a user does, with values.
    ///
    /// ```swift
    /// let answer = try canister.update("join", Text("lobby"), caller: alice, returning: JoinResult.self)
    /// let (members, isFull) = try canister.update("look", returning: [Text].self, Bool.self)
    /// try canister.update("leave", caller: alice, returning: Void.self)
    /// ```
    ///
    /// - Throws: ``CallFailure``: the call was rejected, or its reply has other types.
    @discardableResult
    public func update<each Argument: CandidEncodable, Result: CandidDecodable>(
        _ method: String, _ arguments: repeat each Argument, caller: Principal = .anonymous, returning type: Result.Type
    ) throws(CallFailure) -> Result {
        try value(of: method, in: update(method, encode(repeat each arguments), caller: caller), type)
    }

    /// The same for several results.
    @discardableResult
    public func update<
        each Argument: CandidEncodable, First: CandidDecodable, Second: CandidDecodable, each Rest: CandidDecodable
    >(
        _ method: String, _ arguments: repeat each Argument, caller: Principal = .anonymous,
        returning first: First.Type, _ second: Second.Type, _ rest: repeat (each Rest).Type
    ) throws(CallFailure) -> (First, Second, repeat each Rest) {
        let result = update(method, encode(repeat each arguments), caller: caller)
        return try values(of: method, in: result, first, second, repeat each rest)
    }

    /// The same for no results, or none of interest.
    public func update<each Argument: CandidEncodable>(
        _ method: String, _ arguments: repeat each Argument, caller: Principal = .anonymous, returning: Void.Type
    ) throws(CallFailure) {
        try noValues(of: method, in: update(method, encode(repeat each arguments), caller: caller))
    }
}

extension TestCanister {
    /// Calls a method as another canister does, without an inspection, with values.
    ///
    /// - Throws: ``CallFailure``: the call was rejected, or its reply has other types.
    @discardableResult
    public func call<each Argument: CandidEncodable, Result: CandidDecodable>(
        _ method: String, _ arguments: repeat each Argument, caller: Principal, returning type: Result.Type
    ) throws(CallFailure) -> Result {
        try value(of: method, in: call(method, encode(repeat each arguments), caller: caller), type)
    }

    /// The same for several results.
    @discardableResult
    public func call<
        each Argument: CandidEncodable, First: CandidDecodable, Second: CandidDecodable, each Rest: CandidDecodable
    >(
        _ method: String, _ arguments: repeat each Argument, caller: Principal, returning first: First.Type,
        _ second: Second.Type, _ rest: repeat (each Rest).Type
    ) throws(CallFailure) -> (First, Second, repeat each Rest) {
        let result = call(method, encode(repeat each arguments), caller: caller)
        return try values(of: method, in: result, first, second, repeat each rest)
    }

    /// The same for no results, or none of interest.
    public func call<each Argument: CandidEncodable>(
        _ method: String, _ arguments: repeat each Argument, caller: Principal, returning: Void.Type
    ) throws(CallFailure) {
        try noValues(of: method, in: call(method, encode(repeat each arguments), caller: caller))
    }
}

extension TestCanister {
    /// Asks a query as a user does, with values.
    ///
    /// - Throws: ``CallFailure``: the query was rejected, or its reply has other types.
    public func query<each Argument: CandidEncodable, Result: CandidDecodable>(
        _ method: String, _ arguments: repeat each Argument, caller: Principal = .anonymous, returning type: Result.Type
    ) throws(CallFailure) -> Result {
        try value(of: method, in: query(method, encode(repeat each arguments), caller: caller), type)
    }

    /// The same for several results.
    public func query<
        each Argument: CandidEncodable, First: CandidDecodable, Second: CandidDecodable, each Rest: CandidDecodable
    >(
        _ method: String, _ arguments: repeat each Argument, caller: Principal = .anonymous,
        returning first: First.Type, _ second: Second.Type, _ rest: repeat (each Rest).Type
    ) throws(CallFailure) -> (First, Second, repeat each Rest) {
        let result = query(method, encode(repeat each arguments), caller: caller)
        return try values(of: method, in: result, first, second, repeat each rest)
    }

    /// The same for no results, or none of interest.
    public func query<each Argument: CandidEncodable>(
        _ method: String, _ arguments: repeat each Argument, caller: Principal = .anonymous, returning: Void.Type
    ) throws(CallFailure) {
        try noValues(of: method, in: query(method, encode(repeat each arguments), caller: caller))
    }
}
