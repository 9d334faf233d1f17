import CandidLanguage
import Testing

@Suite("An interface is printed")
struct PrintingTests {
    @Test("so that reading it gives the same, and printing that the same text", arguments: 0..<300 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var generator = GeneratedInterface(seed: seed)
        let made = generator.interface()
        let text = made.description
        let read = try interface(text)
        #expect(read.withoutLocations == made)
        #expect(read.description == text)
    }

    @Test("with its documentation, a line for what is long")
    func layout() throws {
        let text = """
            // A room.
            type Room = record {
              members : vec principal;
              // Its name.
              name : text;
            };
            type Pair = record { nat; text };
            type Result = variant { Ok; Err : text };

            // Talks.
            service chat : (limit : nat) -> {
              // Says something.
              say : (room : text, record { text : text; "type" : opt blob }) -> (Result) query;
              "all at once" : (Room) -> () oneway;
            }

            """
        // Fields stand in the order of their ids.
        let shuffled = text.replacing(
            "  members : vec principal;\n  // Its name.\n  name : text;\n",
            with: "  // Its name.\n  name : text; members : vec principal\n")
        #expect(shuffled != text)
        #expect(try interface(shuffled).description == text)
    }

    @Test("in one line for messages")
    func inline() throws {
        let parsed = try interface("service : { f : (room : text) -> (variant { Ok; Err : text }) query }")
        #expect(
            parsed.service?.methods[0].signature.description == "(room : text) -> (variant { Ok; Err : text }) query")
        #expect(try type("record {}").description == "record {}")
        #expect(try type("service { a : (nat) -> () }").description == "service { a : (nat) -> () }")
    }

    @Test("with the arguments of installation and the types that they need")
    func initArguments() throws {
        let types = "type Init = record { limit : Limit }; type Other = nat; type Limit = nat;"
        #expect(
            try interface("\(types) service : (Init, bool) -> {}").initArguments
                == "type Init = record { limit : Limit }; type Limit = nat; (Init, bool)")
        #expect(
            try interface("\(types) service : (func (nat) -> (text) query) -> {}").initArguments
                == "(func (nat) -> (text) query)")
        #expect(try interface("service : {}").initArguments == "()")
    }
}
