import Candid
import CanisterExecution

extension TestCanister {
    /// Asks for what the canister serves over HTTP, as a gateway does, and verifies nothing.
    ///
    /// ```swift
    /// let page = try canister.httpRequest("/")
    /// #expect(page.status == 200 && page.header("content-type") == "text/html; charset=utf-8")
    /// ```
    ///
    /// - Parameters:
    ///   - url: path and query, percent-encoded.
    ///   - method: in upper case.
    /// - Throws: ``CallFailure``: the query was rejected, or its reply is no response.
    public func httpRequest(_ url: String, method: String = "GET") throws(CallFailure) -> HTTPTestResponse {
        try query("http_request", HTTPTestRequest(method, url), returning: HTTPTestResponse.self)
    }
}
