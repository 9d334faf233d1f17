import Candid
import ICAgent
import Logging

/// What all parts of a gateway have in common.
struct GatewayEnvironment: Sendable {
    let network: any GatewayNetwork
    let principal: Principal
    let configuration: GatewayConfiguration
    let metrics: GatewayMetrics
    let log: Logger
    let clock: any AgentClock
    let tasks: TaskStarter
}
