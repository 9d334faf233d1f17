import HTTPCertification
import Testing

@testable import HTTPVerification

@Suite("The text of a certification's expression")
struct ExpressionParsingTests {
    private func names(_ names: String...) -> [[UInt8]] { names.map { Array($0.utf8) } }

    @Test("is read back as it was made")
    func isInverse() throws {
        let made = [
            .nothing, .everyResponseHeader, try CertificationExpression(.including(names("content-type", "etag"))),
            try CertificationExpression(.excluding(names("date")), request: .init(queryParameters: names("q", "p"))),
            try CertificationExpression(.including([]), request: .init(headers: names("accept"))),
        ]
        for expression in made {
            let read = try CertificationExpression(parsing: expression.text)
            #expect(read.responseHeaders == expression.responseHeaders)
            #expect(read.requestParts == expression.requestParts)
            #expect(read.digest == expression.digest)
        }
    }

    @Test("may have white space, which its hash is of as well")
    func takesWhiteSpace() throws {
        let text = Array("default_certification ( ValidationArgs { no_certification : Empty { } } ) ".utf8)
        let read = try CertificationExpression(parsing: text)
        #expect(read.responseHeaders == nil)
        #expect(read.digest != CertificationExpression.nothing.digest)
    }

    @Test(
        "is refused where it ends early, goes on, or says something else",
        arguments: [
            "", "default_certification", "default_certification(ValidationArgs{no_certification:Empty{}}",
            "default_certification(ValidationArgs{no_certification:Empty{}})x",
            "default_certification(ValidationArgs{certification:Certification{no_request_certification:Empty{},"
                + "response_certification:ResponseCertification{response_header_exclusions:ResponseHeaderList{headers:[\"a}}}})",
            "default_certification(ValidationArgs{certification:Certification{no_request_certification:Empty{},"
                + "response_certification:ResponseCertification{response_header_exclusions:ResponseHeaderList{headers:"
                + "[\"ic-certificate\"]}}}})",
        ])
    func refuses(text: String) {
        #expect(throws: ResponseRefusal.self) { try CertificationExpression(parsing: Array(text.utf8)) }
    }
}
