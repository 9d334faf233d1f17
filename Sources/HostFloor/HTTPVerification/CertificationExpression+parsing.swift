import HTTPCertification

extension CertificationExpression {
    /// Reads the value of an `IC-CertificateExpression` header (HTTP Gateway Protocol Specification, "The Certificate
    /// Expression Header"). White space between words is taken, as the specification allows.
    init(parsing text: [UInt8]) throws(ResponseRefusal) {
        var parser = ExpressionParser(text: text)
        try parser.take("default_certification", "(", "ValidationArgs", "{")
        var response: ResponseHeaders?
        var request: RequestParts?
        if parser.takes("certification") {
            try parser.take(":", "Certification", "{")
            request = try parser.requestParts()
            try parser.take(",", "response_certification", ":", "ResponseCertification", "{")
            response = try parser.responseHeaders()
            try parser.take("}", "}")
        } else {
            try parser.take("no_certification", ":", "Empty", "{", "}")
        }
        try parser.take("}", ")")
        try parser.end()
        if let response {
            do throws(HTTPCertificationError) { _ = try CertificationExpression(response, request: request) } catch {
                throw .response(error)
            }
        }
        self.init(response, request, as: text)
    }
}

/// Reads an expression word by word.
private struct ExpressionParser {
    let text: [UInt8]
    private var position = 0

    init(text: [UInt8]) { self.text = text }

    mutating func requestParts() throws(ResponseRefusal) -> CertificationExpression.RequestParts? {
        if takes("no_request_certification") {
            try take(":", "Empty", "{", "}")
            return nil
        }
        try take("request_certification", ":", "RequestCertification", "{", "certified_request_headers", ":")
        let headers = try list()
        try take(",", "certified_query_parameters", ":")
        let parameters = try list()
        try take("}")
        return CertificationExpression.RequestParts(headers: headers, queryParameters: parameters)
    }

    mutating func responseHeaders() throws(ResponseRefusal) -> CertificationExpression.ResponseHeaders {
        let isInclusion = takes("certified_response_headers")
        if !isInclusion { try take("response_header_exclusions") }
        try take(":", "ResponseHeaderList", "{", "headers", ":")
        let names = try list()
        try take("}")
        return isInclusion ? .including(names) : .excluding(names)
    }

    private mutating func list() throws(ResponseRefusal) -> [[UInt8]] {
        try take("[")
        var names: [[UInt8]] = []
        while !takes("]") {
            if !names.isEmpty { try take(",") }
            try take("\"")
            guard let end = text[position...].firstIndex(of: UInt8(ascii: "\"")) else {
                throw .expression(offset: position, expected: "a name and '\"'")
            }
            names.append(Array(text[position..<end]))
            position = end + 1
        }
        return names
    }

    /// Takes words that must come.
    mutating func take(_ words: String...) throws(ResponseRefusal) {
        for word in words where !takes(word) { throw .expression(offset: position, expected: "'\(word)'") }
    }

    /// Takes a word if it comes.
    mutating func takes(_ word: String) -> Bool {
        skipWhiteSpace()
        guard text[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    mutating func end() throws(ResponseRefusal) {
        skipWhiteSpace()
        guard position == text.count else { throw .expression(offset: position, expected: "the end") }
    }

    private mutating func skipWhiteSpace() {
        while position < text.count, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    }
}
