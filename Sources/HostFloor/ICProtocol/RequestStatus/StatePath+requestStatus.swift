import ICCertificates

extension StatePath {
    /// `/request_status/<id>`.
    public static func requestStatus(of request: RequestID) -> [[UInt8]] { [label("request_status"), request.bytes] }
}
