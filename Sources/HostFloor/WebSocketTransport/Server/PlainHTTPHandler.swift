import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Answers the one request of a connection that is no upgrade, and sends no more.
final class PlainHTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: @Sendable (PlainHTTPRequest) -> PlainHTTPAnswer
    private var head: HTTPRequestHead?
    private var isAnswered = false

    init(answer: @escaping @Sendable (PlainHTTPRequest) -> PlainHTTPAnswer) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head): if self.head == nil { self.head = head }
        case .body: break
        // What comes after the first request is not looked at.
        case .end: if let head, !isAnswered { respond(to: head, context) }
        }
    }

    private func respond(to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        if request.headers.contains(name: "Upgrade") {
            let text = "An upgrade has to be to WebSocket as in RFC 6455, section 4.1, with version 13.\n"
            let answer = PlainHTTPAnswer(status: 426, fields: ["Sec-WebSocket-Version": "13"], text: text)
            write(answer, isHead: false, context)
        } else {
            let isHead = request.method == .HEAD
            let hosts = request.headers["Host"]
            let plain = PlainHTTPRequest(
                method: isHead ? "GET" : request.method.rawValue, path: String(request.uri.prefix { $0 != "?" }),
                host: hosts.count == 1 ? hosts.first : nil)
            write(answer(plain), isHead: isHead, context)
        }
    }

    private func write(_ answer: PlainHTTPAnswer, isHead: Bool, _ context: ChannelHandlerContext) {
        isAnswered = true
        var headers = HTTPHeaders([
            ("Content-Type", answer.type), ("Content-Length", "\(answer.body.count)"), ("Connection", "close"),
            ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
        ])
        for (name, value) in answer.fields.sorted(by: { $0.key < $1.key }) { headers.add(name: name, value: value) }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if !isHead {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        let channel = context.channel
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil))).whenComplete { _ in Self.end(channel) }
    }

    /// The client closes then. At once the channel could not be closed: with bytes that are not read yet it would be
    /// reset, and the answer lost.
    private static func end(_ channel: any Channel) { channel.close(mode: .output, promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case is NIOWebSocketUpgradeError: break  // The request comes here next.
        case RequestError.tooBig where !isAnswered:
            let text = "A request has to be smaller.\n"
            write(PlainHTTPAnswer(status: 431, text: text), isHead: false, context)
        case is HTTPParserError:
            // A handler before this one has answered.
            isAnswered = true
            Self.end(context.channel)
        default: context.close(promise: nil)
        }
    }
}
