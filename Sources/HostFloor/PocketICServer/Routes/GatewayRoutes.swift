import Hummingbird

/// Answers requests below `/http_gateway`.
struct GatewayRoutes {
    let parts: ServerParts

    func answer(_ request: RESTRequest) async throws(PocketICRefusal) -> Response {
        if request.path.count == 1 {
            return try await request.by([
                "GET": { () async throws(PocketICRefusal) in
                    Response(json: .array(await parts.gateways.all.map(\.description)))
                },
                "POST": { () async throws(PocketICRefusal) in await create(request) },
            ])
        }
        guard request.path.count == 3, request.path[2] == "stop" else { throw request.nothingHere }
        let id = try request.number(at: 1, of: "an HTTP gateway")
        return try await request.by([
            "POST": { () async throws(PocketICRefusal) in
                try await parts.gateways.stop(id)
                return Response(json: nil)
            }
        ])
    }

    /// Lets a gateway listen.
    private func create(_ request: RESTRequest) async -> Response {
        do throws(PocketICRefusal) {
            let setting = try await request.body(RawGateway.self)
            guard case .instance(let id) = setting.forwardTo else {
                throw .notSupported(setting: "an HTTP gateway whose 'forward_to' is no \"PocketIcInstance\"")
            }
            let instance = try await parts.instances.instance(id)
            let gateway = try await parts.startGateway(setting, for: instance)
            return Response(json: ["Created": gateway.reference], status: .created)
        } catch {
            return Response(ofCreation: error)
        }
    }
}

extension HTTPGateways.Gateway {
    /// What a client needs to reach it. It is numbered among the gateways, for all that the member's name says.
    var reference: JSONValue { ["instance_id": .number(UInt128(id)), "port": .number(UInt128(port))] }

    fileprivate var description: JSONValue {
        [
            "instance_id": .number(UInt128(id)), "port": .number(UInt128(port)),
            "forward_to": ["PocketIcInstance": .number(UInt128(instance))],
            "domains": domains.map { .array($0.map { .text($0) }) } ?? nil, "https_config": nil,
        ]
    }
}
