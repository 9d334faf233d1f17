import Hummingbird

/// Answers requests below `/instances`.
struct InstancesRoutes {
    let parts: ServerParts

    func answer(_ request: RESTRequest) async throws(PocketICRefusal) -> Response {
        guard request.path.count > 1 else {
            return try await request.by([
                "GET": { () async throws(PocketICRefusal) in
                    Response(json: .array(await parts.instances.states.map { .text($0) }))
                },
                "POST": { () async throws(PocketICRefusal) in await create(request) },
            ])
        }
        let id = try request.number(at: 1, of: "an instance")
        guard request.path.count > 2 else {
            return try await request.by([
                "DELETE": { () async throws(PocketICRefusal) in try await delete(id) }
            ])
        }
        let instance = try await parts.instances.instance(id)
        return try await InstanceRoutes(instance: instance).answer(request, at: Array(request.path.dropFirst(2)))
    }

    /// Makes an instance.
    private func create(_ request: RESTRequest) async -> Response {
        do throws(PocketICRefusal) {
            let description = try await request.body(InstanceDescription.self)
            let instance = try await parts.instances.create(description)
            let gateway = try await gateway(description.httpGatewayConfig, for: instance)
            let created: JSONValue = [
                "instance_id": .number(UInt128(instance.id)), "topology": instance.topology,
                "http_gateway_info": gateway,
            ]
            return Response(json: ["Created": created], status: .created)
        } catch {
            parts.configuration.log.warning("no instance", metadata: ["reason": "\(error.message)"])
            // The client in Python looks for the message there; the one in Rust takes no member beside `Error`.
            let isPython = request.request.headers[.userAgent]?.hasPrefix("python-requests") == true
            return Response(ofCreation: error, repeatsMessage: isPython)
        }
    }

    private func gateway(_ setting: RawGateway?, for instance: Instance) async throws(PocketICRefusal) -> JSONValue {
        guard let setting else { return nil }
        do throws(PocketICRefusal) {
            return try await parts.startGateway(setting, for: instance).reference
        } catch {
            try? await parts.instances.delete(instance.id)
            throw .badRequest(error.message)
        }
    }

    private func delete(_ id: Int) async throws(PocketICRefusal) -> Response {
        try await parts.instances.delete(id)
        await parts.gateways.stopAll(of: id)
        return Response(status: .ok)
    }
}
