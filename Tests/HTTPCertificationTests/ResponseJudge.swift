import Foundation
import HTTPCertification
import TestSupport

/// A response with what an independent verifier is to find, in the form that `Tests/Verifier/judge_http_responses.py`
/// describes.
struct JudgedResponse: Encodable {
    struct Certified: Codable {
        var canister: String
        var key: String
        /// Nanoseconds since 1970.
        var time: UInt64
    }

    var name: String
    var url: String
    var method = "GET"
    var requestHeaders: [[String]] = []
    var requestBody = ""
    var status: UInt16
    var headers: [[String]]
    var body: String
    var certifiedData: String
    var certified: Certified?
    var valid = true
    var tamper = false

    init(_ name: String, _ request: CertifiedRequest, _ answer: Answer, certifiedData: [UInt8]) {
        self.name = name
        url = String(decoding: request.url, as: UTF8.self)
        method = String(decoding: request.method, as: UTF8.self)
        requestHeaders = request.headers.map(Self.pair)
        requestBody = hex(request.body)
        status = answer.status
        headers = answer.headers.map(Self.pair)
        body = hex(answer.body)
        self.certifiedData = hex(certifiedData)
    }

    private static func pair(_ header: HTTPHeader) -> [String] {
        [String(decoding: header.name, as: UTF8.self), String(decoding: header.value, as: UTF8.self)]
    }
}

enum ResponseJudge {
    /// A certificate of some key's for a canister's certified data.
    struct Certificate: Decodable {
        var certificate: String
        var key: String
    }

    /// What an independent verifier says of responses; nothing if it finds what was expected.
    static func problems(_ cases: [JudgedResponse]) throws -> [String] {
        let encoder = JSONEncoder()
        var lines: [UInt8] = []
        for judged in cases { lines += [UInt8](try encoder.encode(judged)) + [UInt8(ascii: "\n")] }
        let outcome = try PythonProgram.run("Verifier/judge_http_responses.py", ["judge"], input: lines)
        return CheckReport(outcome, checks: cases.count).problems
    }

    static func certificate(of canister: [UInt8], _ certifiedData: [UInt8], time: UInt64) throws -> Certificate {
        let output = try PythonProgram.output(
            of: "Verifier/judge_http_responses.py", ["certify", "a seed", hex(canister), hex(certifiedData), "\(time)"])
        return try JSONDecoder().decode(Certificate.self, from: Data(output))
    }
}
