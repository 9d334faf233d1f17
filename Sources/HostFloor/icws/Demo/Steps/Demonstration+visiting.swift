import CandidLanguage
import HTTPCertification
import HTTPVerification
import ICAgent
import ICCertificates
import ICProtocol

extension Demonstration {
    /// Somebody visits the page that Chat itself serves, and verifies it as gateways of the network do.
    func visit() async throws {
        report.heading("Visit the page of Chat")
        let start = ContinuousClock.now
        let page = try await get("/")
        let verifier = try verifier(of: stage.chat)
        try verify(page, by: verifier)
        report.step(
            "visitor", "gets the page", size: page.body.count, time: ContinuousClock.now - start,
            verified: "signature, tree, path, SHA-256")
        var changed = page
        changed.body[changed.body.count / 2] ^= 1
        do {
            try verify(changed, by: verifier)
        } catch let refusal as ResponseRefusal {
            counts.withLock { $0.caught += 1 }
            report.refused("mallory", "flips a bit of the page", because: "the visitor: \(refusal)")
            return
        }
        throw StageFailure("the visitor took a page that was changed")
    }

    private func verifier(of canister: DemoCanister) throws -> ResponseVerifier {
        let rootKey = try SubnetKey(der: stage.system.replica.rootKey)
        return ResponseVerifier(
            canister: canister.id,
            certificates: CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: rootKey)))
    }

    private func verify(_ page: CanisterResponse, by verifier: ResponseVerifier) throws {
        let request = CertifiedRequest(method: Array("GET".utf8), url: Array("/".utf8))
        let expression = try verifier.verify(page, to: request, at: SystemAgentClock().now)
        try require(
            expression.responseHeaders == .excluding([]), "not all headers of the page are certified")
    }

    /// What the canister answers at a path, asked as a gateway asks.
    private func get(_ path: String) async throws -> CanisterResponse {
        let method = "http_request"
        let chat = stage.chat
        let request = "record { method = \"GET\"; url = \"\(path)\"; headers = vec {}; body = blob \"\"; "
        let argument = try chat.interface.argument("(\(request) certificate_version = opt 2 })", of: method)
        let reply = try await stage.system.agent.query(chat.id, method, argument)
        guard let interface = chat.interface.interface,
            let results = try chat.interface.method(method)?.signature.results,
            let response = try CandidArguments(decoding: reply, as: results.map(\.type), in: interface).values.first,
            let page = CanisterResponse(response)
        else { throw StageFailure("Chat's answer to \(method) is no response") }
        return page
    }
}

extension CanisterResponse {
    /// An `HttpResponse` (HTTP Gateway Protocol Specification, "HTTP Response Decoding").
    fileprivate init?(_ value: CandidValue) {
        guard case .number(.nat16(let status)) = value["status_code"], case .vector(let headers) = value["headers"],
            case .blob(let body) = value["body"]
        else { return nil }
        self.init(
            status: status,
            headers: headers.compactMap { header in
                guard case .record(let fields) = header, fields.count == 2, let name = fields[0].value.text,
                    let value = fields[1].value.text
                else { return nil }
                return HTTPHeader(name: Array(name.utf8), value: Array(value.utf8))
            },
            body: body)
    }
}
