/// What kind of subnet an instance has, by the name that the topology shows. The kinds differ in nothing else here: no
/// kind charges cycles, and none brings canisters along.
enum SubnetKind: String, CaseIterable, Sendable {
    case application = "Application"
    case verifiedApplication = "VerifiedApplication"
    case system = "System"
    case nns = "NNS"
    case sns = "SNS"
    case internetIdentity = "II"
}
