import ICAgent
import NIOCore
import Synchronization
import WebSocketTransport

/// Looks at a gateway for those who run it: takes a sample from time to time, and tells what is shown when it is asked.
final class GatewayObserver: Sendable {
    let gateway: Gateway
    let door: Door
    let probe: NetworkProbe
    let metrics: PrometheusMetrics
    let configuration: GatewayServerConfiguration
    private let clock: any AgentClock
    private let state: Mutex<State>

    private struct State {
        var history = FigureHistory()
        var process = ProcessFigures.now()
        var sockets: WebSocketListener?
        var page: ListenAddress?
    }

    init(
        _ gateway: Gateway, _ door: Door, _ probe: NetworkProbe, _ metrics: PrometheusMetrics,
        _ configuration: GatewayServerConfiguration
    ) {
        self.gateway = gateway
        self.door = door
        self.probe = probe
        self.metrics = metrics
        self.configuration = configuration
        clock = gateway.services.environment.clock
        state = Mutex(State())
        takeSample()
    }

    /// Tells where sockets are taken, and where the page is.
    func note(sockets: WebSocketListener, page: ListenAddress?) {
        state.withLock { ($0.sockets, $0.page) = (sockets, page) }
    }

    /// Takes samples until the task is cancelled.
    func run() async {
        while (try? await Task.sleep(for: FigureHistory.interval)) != nil { takeSample() }
    }

    /// What is measured from time to time. Open descriptors are counted here, not where somebody waits for an answer.
    func takeSample() {
        let process = ProcessFigures.now()
        let sample = sample(process)
        state.withLock { state in
            state.process = process
            state.history.add(sample)
        }
    }

    /// How things are now, with the process as it was when it was looked at last.
    func now() -> FigureSample { sample(process) }

    var process: ProcessFigures { state.withLock { $0.process } }
    var history: FigureHistory { state.withLock { $0.history } }
    var sockets: WebSocketListener? { state.withLock { $0.sockets } }
    var page: ListenAddress? { state.withLock { $0.page } }

    private func sample(_ process: ProcessFigures) -> FigureSample {
        FigureSample(at: clock.now, metrics, open: gateway.counts, process: process)
    }
}
