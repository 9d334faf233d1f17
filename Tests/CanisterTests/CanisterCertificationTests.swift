import Canister
import CanisterExecution
import CanisterTesting
import Certification
import SHA256
import Testing

@Suite("The certified state of a canister")
struct CanisterCertificationTests {
    private let bench: Bench
    private let state = CanisterCertification()
    private let calls = CountedCalls()

    init() throws { bench = try Bench() }

    /// What is certified after a message, and how often that was set in it.
    private func certified(_ action: @escaping () -> Void) -> ([UInt8], Int) {
        bench.perform { [calls] in calls.count(action) }
        return (bench.canister.certifiedData, calls.take("certified_data_set"))
    }

    @Test("is the root of all parts, set with each change")
    func parts() {
        var (data, count) = certified { [state] in state.set("one", SHA256.hash([1])) }
        #expect(data == HashTreeDigest.labeled(Array("one".utf8), SHA256.hash([1])).bytes)
        #expect(count == 1)
        (data, count) = certified { [state] in
            state.set("two", SHA256.hash([2]))
            state.set("one", SHA256.hash([3]))
        }
        let both = HashTreeDigest.fork(
            HashTreeDigest.labeled(Array("one".utf8), SHA256.hash([3])),
            HashTreeDigest.labeled(Array("two".utf8), SHA256.hash([2])))
        #expect(data == both.bytes && data == state.root.digest.bytes)
        #expect(count == 2)
        (data, count) = certified { [state] in state.remove("one") }
        #expect(data == HashTreeDigest.labeled(Array("two".utf8), SHA256.hash([2])).bytes && count == 1)
    }

    @Test("is set once in a batch, at the end of the outermost")
    func batches() {
        let (data, count) = certified { [state, calls] in
            state.batch { () throws(Never) in
                state.set("one", SHA256.hash([1]))
                state.batch { () throws(Never) in state.set("two", SHA256.hash([2])) }
                #expect(calls.take("certified_data_set") == 0)
                state.set("one", SHA256.hash([3]))
            }
        }
        #expect(count == 1 && data == state.root.digest.bytes)
        let (_, nothing) = certified { [state] in state.batch { () throws(Never) in } }
        #expect(nothing == 0)
    }

    @Test("is set again by the batch after one that failed, whose message is discarded with what it set")
    func failedBatch() {
        struct Failure: Error {}
        let (_, first) = certified { [state] in
            do throws(Failure) {
                try state.batch { () throws(Failure) in
                    state.set("one", SHA256.hash([1]))
                    throw Failure()
                }
            } catch {}
        }
        // Whoever rejects keeps what was changed.
        #expect(first == 1)
        let (data, second) = certified { [state] in state.batch { () throws(Never) in } }
        #expect(second == 1 && data == state.root.digest.bytes)
        let (_, third) = certified { [state] in state.batch { () throws(Never) in } }
        #expect(third == 0)
    }

    @Test("is not set by a batch that changed nothing, nor by what was certified before")
    func recalled() {
        let (data, count) = certified { [state] in state.recall("one", SHA256.hash([1])) }
        #expect(data == [] && count == 0)
        #expect(state.root.digest == HashTreeDigest.labeled(Array("one".utf8), SHA256.hash([1])))
    }
}
