import CanisterExecution
import CanisterWebSockets
import Testing

@Suite("Certifying")
struct CertifyingTests {
    @Test("a burst of messages to many clients sets the certified data once")
    func burst() throws {
        let bench = try NativeBench()
        for client in 0..<10 as Range<UInt64> { try bench.sessions.open(.client(client), at: .gateway(client % 3)) }
        #expect(bench.takeCertifications() == 10)
        bench.perform {
            for number in 0..<100 as Range<UInt64> { try? bench.server.send([1], to: .client(number % 10)) }
        }
        #expect(bench.takeCertifications() == 1)
        #expect(try (0..<3).map { try bench.sessions.pollAll(.gateway($0)).count }.reduce(0, +) == 110)
    }

    @Test("what handlers send is certified with the message that called them")
    func handlers() throws {
        let bench = try NativeBench()
        bench.server.opened = { client in for _ in 0..<5 { try? bench.server.send([97], to: client) } }
        bench.server.received = { content, client in for _ in 0..<5 { try? bench.server.send(content, to: client) } }
        try bench.sessions.open(.client(1))
        #expect(bench.takeCertifications() == 1)
        try bench.sessions.message([98], from: .client(1))
        #expect(bench.takeCertifications() == 1)
        #expect(try bench.sessions.pollAll().map(\.description).filter { $0.hasSuffix("b") }.count == 5)
    }

    @Test("what sends nothing sets nothing")
    func silent() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        #expect(bench.takeCertifications() == 1)
        try bench.sessions.message([1], from: .client(1))
        try bench.sessions.keepAlive(.client(1))
        try bench.sessions.open(.anonymous)
        bench.send([1], to: .client(9))
        try bench.sessions.closeSocket(.client(1))
        _ = try bench.sessions.poll()
        #expect(bench.takeCertifications() == 0)
    }

    @Test("outside of a batch each message is certified at once")
    func noBatch() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        #expect(bench.takeCertifications() == 1)
        bench.perform("do_bare") { for _ in 0..<3 { try? bench.server.send([65], to: .client(1)) } }
        #expect(bench.takeCertifications() == 3)
        #expect(try bench.sessions.pollAll().count == 4)
    }

    @Test("batches nest: the outermost certifies, also where its body throws")
    func nested() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        #expect(bench.takeCertifications() == 1)
        bench.perform("do_bare") {
            let server = bench.server
            server.webSockets.batch {
                server.webSockets.batch { try? server.send([65], to: .client(1)) }
                #expect(server.calls["certified_data_set"] == 0)
                try? server.send([66], to: .client(1))
            }
            #expect(server.calls.take("certified_data_set") == 1)
            do throws(WebSocketError) {
                try server.webSockets.batch { () throws(WebSocketError) in
                    try server.send([67], to: .client(1))
                    try server.send([68], to: .client(2))
                }
                Issue.record("no error")
            } catch {}
            #expect(server.calls.take("certified_data_set") == 1)
        }
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 A", "c1#3 B", "c1#4 C"])
    }

    @Test("what a timer sends is certified once, with the timer's own message")
    func timer() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        bench.perform {
            _ = try? bench.server.timers.schedule(after: .seconds(5)) {
                for _ in 0..<4 { try? bench.server.send([65], to: .client(1)) }
            }
        }
        #expect(bench.takeCertifications() == 1)
        bench.sessions.advance(seconds: 5)
        #expect(bench.takeCertifications() == 1)
        #expect(try bench.sessions.pollAll().count == 5)
    }

    @Test("what the answer of another canister leads to is certified")
    func callback() throws {
        let bench = try NativeBench()
        try bench.sessions.open(.client(1))
        bench.sessions.subnet.setHostCanister(.testUser(77)) { call in
            call.method == "yes" ? .reply([66]) : .reject(Reject(.canisterReject, "no"))
        }
        let server = bench.server
        func ask(_ method: StaticString) {
            bench.perform {
                try? OutgoingCall(to: .testUser(77), method: method).send([]) { reply in
                    for _ in 0..<2 { try? server.send(reply, to: .client(1)) }
                } onReject: { _ in
                    server.webSockets.batch { for _ in 0..<2 { try? server.send([67], to: .client(1)) } }
                }
            }
        }
        ask("yes")
        #expect(try bench.sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 B", "c1#3 B"])
        ask("no")
        #expect(try bench.sessions.pollAll().map(\.description).suffix(2) == ["c1#4 C", "c1#5 C"])
    }
}
