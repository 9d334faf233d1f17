import Candid
import CandidLanguage
import Testing

@Suite("Values on several lines")
struct FormattedValueTests {
    @Test("have a line for each part that does not fit")
    func lines() throws {
        let arguments = try CandidArguments(
            parsing: """
                (record { name = "lobby"; members = vec { "alice"; "bob"; "carol" }; 7 = opt variant { Ok } },
                 (null : opt nat), 5 : nat8)
                """)
        #expect(arguments.formatted(width: 200) == arguments.description)
        #expect(
            arguments.formatted(width: 30) == """
                (
                  record {
                    7 = opt variant { Ok };
                    members = vec {
                      "alice";
                      "bob";
                      "carol";
                    };
                    name = "lobby";
                  },
                  null : opt nat,
                  5 : nat8,
                )
                """)
    }

    @Test("keep what has a place in a tuple without a label")
    func tuples() throws {
        let arguments = try CandidArguments(parsing: "(record { 1; \"a long text that stands alone\"; 5 = 2; 3 })")
        #expect(
            arguments.formatted(width: 24) == """
                (
                  record {
                    1;
                    "a long text that stands alone";
                    5 = 2;
                    3;
                  },
                )
                """)
    }

    @Test("say what they say on one", arguments: 0..<100 as Range<UInt64>)
    func inverse(seed: UInt64) throws {
        var generator = GeneratedInterface(seed: seed)
        let definitions = generator.interface().definitions
        var values = GeneratedValue(seed: seed, definitions: definitions)
        for definition in definitions {
            guard let value = values.value(of: definition.type) else { continue }
            let arguments = CandidArguments([value, value])
            for width in [1, 20, 80] {
                let read = try CandidArguments(parsing: arguments.formatted(width: width))
                #expect(read.description == arguments.description)
            }
        }
    }
}
