import Bytes

// The text of an expression: without white space, as the grammar of the specification has it.

extension ByteWriter {
    mutating func write(
        _ response: CertificationExpression.ResponseHeaders?, _ request: CertificationExpression.RequestParts?
    ) {
        write("default_certification(ValidationArgs{")
        if let response {
            write("certification:Certification{")
            write(request)
            write(",response_certification:ResponseCertification{")
            write(response)
            write("}}")
        } else {
            write("no_certification:Empty{}")
        }
        write("})")
    }

    private mutating func write(_ request: CertificationExpression.RequestParts?) {
        guard let request else { return write("no_request_certification:Empty{}") }
        write("request_certification:RequestCertification{certified_request_headers:")
        write(list: request.headers)
        write(",certified_query_parameters:")
        write(list: request.queryParameters)
        write("}")
    }

    private mutating func write(_ response: CertificationExpression.ResponseHeaders) {
        switch response {
        case .including(let names):
            write("certified_response_headers:ResponseHeaderList{headers:")
            write(list: names)
        case .excluding(let names):
            write("response_header_exclusions:ResponseHeaderList{headers:")
            write(list: names)
        }
        write("}")
    }

    private mutating func write(list names: [[UInt8]]) {
        write("[")
        for index in names.indices {
            write(index == 0 ? "\"" : ",\"")
            write(names[index])
            write("\"")
        }
        write("]")
    }
}

extension CertificationExpression.ResponseHeaders {
    func check() throws(HTTPCertificationError) {
        switch self {
        case .including(let names), .excluding(let names):
            for name in names { try HeaderRules.checkName(name, isReserved: true) }
        }
    }
}

extension CertificationExpression.RequestParts {
    func check() throws(HTTPCertificationError) {
        for name in headers { try HeaderRules.checkName(name, isReserved: false) }
        // Parameters may be named as URLs allow; what would end the string in the expression they cannot have.
        for name in queryParameters {
            for byte in name where byte == 0x22 || byte == 0x5c || byte < 0x20 { throw .name(name) }
            if name.isEmpty { throw .name(name) }
        }
    }
}
