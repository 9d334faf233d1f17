import Hummingbird
import LocalReplica

extension Response {
    init(json value: JSONValue, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: value.encoded)))
    }

    /// A refusal: `{"message": …}`.
    init(_ refusal: PocketICRefusal) {
        self.init(json: ["message": .text(refusal.message)], status: .init(code: refusal.status))
    }

    /// A refusal to make something, in the form of the answer: `{"Error": {"message": …}}`.
    ///
    /// - Parameter repeatsMessage: whether the message is there once more where other refusals have it.
    init(ofCreation refusal: PocketICRefusal, repeatsMessage: Bool = false) {
        let message = JSONValue.text(refusal.message)
        let answer: JSONValue =
            repeatsMessage ? ["Error": ["message": message], "message": message] : ["Error": ["message": message]]
        self.init(json: answer, status: .init(code: refusal.status))
    }

    /// The same response, which pages of any origin may read.
    var readableByAll: Response {
        var response = self
        for field in CrossOrigin.headers { response.headers[field.name] = field.value }
        return response
    }
}
