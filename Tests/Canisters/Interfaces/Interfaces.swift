import Canister

/// Gives back what it gets, in every type that Candid has: a canister without WebSockets.
final class Interfaces: InterfacesService {
    private var sum: UInt64 = 0

    func scalars(_ argument: Scalars) -> Scalars { argument }

    func optionals(
        _ argument1: UInt8?, _ argument2: Text??, _ argument3: Null?, _ argument4: [Bool?]
    ) -> (UInt8?, Text??, Null?, [Bool?]) {
        (argument1, argument2, argument3, argument4)
    }

    func names(_ argument1: TextType, _ argument2: Labels, _ argument3: [Cases]) -> (TextType, Labels, [Cases]) {
        (argument1, argument2, argument3)
    }

    func results(_ value: ResultsValue) -> ResultsResult {
        switch value {
        case .ok(let number): .ok(number)
        case .err(let error): .err(ResultsResultErr(reason: error.reason))
        }
    }

    func result(_ argument: Result) -> Result { argument }

    func tuples(
        _ argument1: Tuple2<Nat, Text>, _ argument2: Tuple3<Nat, Text, Tuple2<Bool, Integer>>,
        _ argument3: TuplesArgument3, _ argument4: TuplesArgument4
    ) -> (Tuple2<Nat, Text>, Tuple3<Nat, Text, Tuple2<Bool, Integer>>, TuplesResult3, TuplesResult4) {
        (
            argument1, argument2,
            TuplesResult3(_0: argument3._0, _1: argument3._1, _2: argument3._2, _3: argument3._3),
            TuplesResult4(_0: argument4._0)
        )
    }

    func lists(_ argument1: List, _ argument2: Tree, _ argument3: Node) -> (List, Tree, Node) {
        (argument1, argument2, argument3)
    }

    func knots(
        _ argument1: Even, _ argument2: Forest, _ argument3: Layers, _ argument4: Chain
    ) -> (Even, Forest, Layers, Chain) {
        (argument1, argument2, argument3, argument4)
    }

    func references(
        _ argument1: Callback, _ argument2: Ledger, _ argument3: FunctionReference<ReferencesArgument3>,
        _ argument4: ServiceReference<ReferencesArgument4>
    ) -> (Callback, Ledger, FunctionReference<ReferencesResult3>, ServiceReference<ReferencesResult4>) {
        (
            argument1, argument2, FunctionReference(argument3.principal, argument3.method),
            ServiceReference(argument4.principal)
        )
    }

    func shapes(_ argument: [Shape]) -> ([Shape], Nat) {
        (argument, Nat(UInt64(argument.count)))
    }

    func empties(_ argument1: Nothing, _ argument2: [NeverType], _ argument3: [Empty]) -> (Nothing, [NeverType], [Empty]) {
        (argument1, argument2, argument3)
    }

    // MARK: Names and outcomes

    func runMethod(_ `in`: Nat) -> Nat { `in` }

    func sendMethod() { sum += 100 }

    func oddName() -> Text { "odd" }

    func refuse(_ reason: Text) throws(EntryPointFailure) { throw .reject(reason) }

    func notify(_ argument: Nat) { sum += argument.uint64 ?? 0 }

    func total() -> Nat { Nat(sum) }
}
