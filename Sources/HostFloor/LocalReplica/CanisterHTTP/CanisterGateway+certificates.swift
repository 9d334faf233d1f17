import Candid
import HTTPCertification
import HTTPVerification
import ICCertificates

extension CanisterGateway {
    /// Verifies a response that claims to be certified by version 2.
    func check(
        _ reply: GatewayReply, to request: GatewayRequest, of canister: Principal
    ) throws(ServiceRefusal) {
        let response = CanisterResponse(
            status: reply.status, headers: reply.headers.map(HTTPHeader.init), body: reply.body)
        guard response.claimsCertificate else { return }
        let asked = CertifiedRequest(
            method: Array(request.method.utf8), url: Array(request.url.utf8),
            headers: request.headers.map(HTTPHeader.init), body: request.body)
        do throws(ResponseRefusal) {
            _ = try ResponseVerifier(canister: canister, certificates: service.certificates)
                .verify(response, to: asked, at: service.clock.now)
        } catch {
            // Version 1 has rules of its own, by which the network verifies it.
            if error == .version(1) { return }
            throw .gateway(.notCertified(canister, error))
        }
    }
}

extension HTTPHeader {
    fileprivate init(_ header: GatewayRequest.Header) {
        self.init(name: Array(header.first.utf8), value: Array(header.second.utf8))
    }
}
