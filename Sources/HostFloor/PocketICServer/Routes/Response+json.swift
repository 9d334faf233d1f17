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

    /// A refusal to make something: in the form of the answer, and with a message where other refusals have it too.
    init(ofCreation refusal: PocketICRefusal) {
        let message = JSONValue.text(refusal.message)
        self.init(json: ["Error": ["message": message], "message": message], status: .init(code: refusal.status))
    }

    /// The same response, which pages of any origin may read.
    var readableByAll: Response {
        var response = self
        for field in CrossOrigin.headers { response.headers[field.name] = field.value }
        return response
    }
}
