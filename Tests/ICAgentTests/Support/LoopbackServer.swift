import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server on this machine that gives the answers that a test tells it to, to whatever is asked.
final class LoopbackServer: Sendable {
    /// What is answered.
    enum Answer: Sendable {
        case response(HTTPResponseStatus, [UInt8])
        /// A redirection to another address.
        case redirect(String)
        /// The connection ends without an answer.
        case nothing
        /// The connection stays, and nothing comes.
        case silence
    }

    private let channel: any Channel

    /// Where it listens: `http://127.0.0.1:PORT`.
    var address: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    init(_ answer: @escaping @Sendable (_ head: HTTPRequestHead, _ body: [UInt8]) -> Answer) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func close() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: @Sendable (HTTPRequestHead, [UInt8]) -> Answer
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(answer: @escaping @Sendable (HTTPRequestHead, [UInt8]) -> Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): (self.head, body) = (head, [])
            case .body(let part): body += Array(part.readableBytesView)
            case .end:
                guard let head else { return }
                respond(context, answer(head, body))
            }
        }

        private func respond(_ context: ChannelHandlerContext, _ answer: Answer) {
            switch answer {
            case .silence: break
            case .nothing: context.close(promise: nil)
            case .redirect(let address): write(context, .found, [], ["location": address])
            case .response(let status, let body): write(context, status, body, [:])
            }
        }

        private func write(
            _ context: ChannelHandlerContext, _ status: HTTPResponseStatus, _ body: [UInt8], _ headers: HTTPHeaders
        ) {
            var headers = headers
            headers.replaceOrAdd(name: "content-length", value: "\(body.count)")
            context.write(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
                promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
