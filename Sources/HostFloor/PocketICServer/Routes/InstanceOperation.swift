/// Something that an instance does, at an address below that of the instance.
struct InstanceOperation: Sendable {
    typealias Operation<Body> = @Sendable (Instance) -> (Body) async throws(PocketICRefusal) -> JSONValue

    let method: String
    let path: String
    let perform: @Sendable (Instance, RESTRequest) async throws(PocketICRefusal) -> JSONValue

    /// One that reads.
    static func get(_ path: String, _ operation: @escaping Operation<AnyBody>) -> InstanceOperation {
        InstanceOperation(method: "GET", path: path) { instance, _ async throws(PocketICRefusal) in
            try await operation(instance)(AnyBody())
        }
    }

    /// One whose body, if it has any, says nothing.
    static func post(_ path: String, _ operation: @escaping Operation<AnyBody>) -> InstanceOperation {
        InstanceOperation(method: "POST", path: path) { instance, request async throws(PocketICRefusal) in
            _ = try await request.bytes(limit: request.limits.bodySize)
            return try await operation(instance)(AnyBody())
        }
    }

    /// One with a body in JSON.
    static func post<Body: Decodable & Sendable>(
        _ path: String, _ body: Body.Type, _ operation: @escaping Operation<Body>
    ) -> InstanceOperation {
        InstanceOperation(method: "POST", path: path) { instance, request async throws(PocketICRefusal) in
            try await operation(instance)(try await request.body(body))
        }
    }

    /// One that PocketIC has and this server has not.
    static func unsupported(_ method: String, _ path: String, _ feature: String) -> InstanceOperation {
        InstanceOperation(method: method, path: path) { _, request async throws(PocketICRefusal) in
            _ = try await request.bytes(limit: request.limits.bodySize)
            throw .notSupported("\(method) /\(path): \(feature)")
        }
    }
}

extension InstanceOperation {
    /// All of them.
    static let all: [InstanceOperation] = [
        .get("_/topology", Instance.topology),
        .get("read/topology", Instance.topology),
        .get("read/get_time", Instance.time),
        .get("read/get_canister_http", Instance.pendingHTTPRequests),
        .post("read/query", RawCanisterCall.self, Instance.query),
        .post("read/ingress_status", IngressStatusQuestion.self, Instance.ingressStatus),
        .post("read/get_controllers", CanisterReference.self, Instance.controllers),
        .post("read/get_cycles", CanisterReference.self, Instance.cycles),
        .post("read/get_stable_memory", CanisterReference.self, Instance.stableMemory),
        .post("read/get_subnet", CanisterReference.self, Instance.subnet),
        .post("read/pub_key", SubnetReference.self, Instance.publicKey),

        .post("update/submit_ingress_message", RawCanisterCall.self, Instance.submit),
        .post("update/await_ingress_message", RawMessageID.self, Instance.awaitEnd),
        .post("update/tick", RawTick.self, Instance.tick),
        .post("update/set_time", RawTime.self, Instance.setTime),
        .post("update/set_certified_time", RawTime.self, Instance.setCertifiedTime),
        .post("update/add_cycles", RawCycles.self, Instance.addCycles),
        .post("update/set_stable_memory", RawStableMemory.self, Instance.setStableMemory),

        .get("auto_progress", Instance.isProgressing),
        .post("auto_progress", RawProgress.self, Instance.startProgress),
        .post("stop_progress", Instance.stopProgress),

        .unsupported("POST", "update/mock_canister_http", "canisters make no requests by HTTPS here"),
        .unsupported("POST", "update/canister_snapshot_download", "snapshots of canisters in folders"),
        .unsupported("POST", "update/canister_snapshot_upload", "snapshots of canisters in folders"),
        .unsupported("POST", "update/execute_ingress_message", "use update/submit_ingress_message"),
        .unsupported("GET", "_/dashboard", "the page that shows an instance"),
    ]
}
