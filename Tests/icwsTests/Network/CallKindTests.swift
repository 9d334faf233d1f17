import CandidLanguage
import Testing

@testable import icws

@Suite("A method that is called")
struct CallKindTests {
    private func method(_ name: String) throws -> ServiceMethod {
        let interface = try CandidInterface(
            parsing: """
                service : { u : () -> (); q : () -> () query; c : () -> () composite_query; o : () -> () oneway }
                """)
        return try #require(interface.service?.methods.first { $0.name == name })
    }

    @Test("is asked as its interface says")
    func byInterface() throws {
        for (name, kind) in [("u", CallKind.update), ("q", .query), ("c", .query), ("o", .update)] {
            #expect(try CallKind(of: method(name), isQuery: false, isUpdate: false) == kind)
        }
        #expect(try CallKind(of: nil, isQuery: false, isUpdate: false) == .update)
    }

    @Test("is asked as the flags say, where it can be")
    func byFlags() throws {
        #expect(try CallKind(of: nil, isQuery: true, isUpdate: false) == .query)
        #expect(try CallKind(of: method("q"), isQuery: false, isUpdate: true) == .update)
        #expect(try CallKind(of: method("c"), isQuery: true, isUpdate: false) == .query)
        let update = #expect(throws: CommandFailure.self) {
            try CallKind(of: method("u"), isQuery: true, isUpdate: false)
        }
        #expect(update?.message == "'u' is no query: leave out --query")
        let composite = #expect(throws: CommandFailure.self) {
            try CallKind(of: method("c"), isQuery: false, isUpdate: true)
        }
        #expect(composite?.message == "'c' is a composite query, which cannot be called: leave out --update")
        #expect(composite?.status == .usage)
    }
}
