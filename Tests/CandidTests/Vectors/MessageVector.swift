import TestSupport

/// Messages of the WebSocket interface: the types in the order of the Rust library, which puts the outermost first,
/// and in that of the JavaScript library, which puts it last.
struct MessageVector: Sendable {
    var outermostFirst: [UInt8]
    var outermostLast: [UInt8]

    init(_ outermostFirst: String, _ outermostLast: String? = nil) {
        self.outermostFirst = bytes(outermostFirst)
        self.outermostLast = bytes(outermostLast ?? outermostFirst)
    }

    static let openArguments = MessageVector(
        """
        4449444c016c02f3eec6b40268bbd1eacd0e780100011d3c533472a7060260ebc2a7f9cbc615b10711b44fcb69016e49
        ce5da6020100000000000000
        """)

    static let resultOk = MessageVector(
        """
        4449444c016b02bc8a017fc5fed20171010000
        """)

    static let resultError = MessageVector(
        """
        4449444c016b02bc8a017fc5fed201710100010165
        """)

    static let closeArguments = MessageVector(
        """
        4449444c026c01ebb49ce903016c02fa80a2940568bbd1eacd0e780100011db5d60075aa2a65184b85d6f66c19a53c4e
        d80273c484222a52e80e30020100000000000000
        """,
        """
        4449444c026c02fa80a2940568bbd1eacd0e786c01ebb49ce903000101011db5d60075aa2a65184b85d6f66c19a53c4e
        d80273c484222a52e80e30020100000000000000
        """)

    static let messageArguments = MessageVector(
        """
        4449444c046c01c1b4cc02016c0588ecfba70178b99adecb0102ebb49ce90303d6a9bbae0a78e8f5c3be0a7e6d7b6c02
        fa80a2940568bbd1eacd0e780100010000000000000002cafe011db5d60075aa2a65184b85d6f66c19a53c4ed80273c4
        84222a52e80e3002010000000000000000002a36fe9c971700
        """,
        """
        4449444c046d7b6c02fa80a2940568bbd1eacd0e786c0588ecfba70178b99adecb0100ebb49ce90301d6a9bbae0a78e8
        f5c3be0a7e6c01c1b4cc02020103010000000000000002cafe011db5d60075aa2a65184b85d6f66c19a53c4ed80273c4
        84222a52e80e3002010000000000000000002a36fe9c971700
        """)

    static let messageArgumentsAndNull = MessageVector(
        """
        4449444c056c01c1b4cc02016c0588ecfba70178b99adecb0102ebb49ce90303d6a9bbae0a78e8f5c3be0a7e6d7b6c02
        fa80a2940568bbd1eacd0e786e7f020004010000000000000002cafe011db5d60075aa2a65184b85d6f66c19a53c4ed8
        0273c484222a52e80e3002010000000000000000002a36fe9c97170000
        """,
        """
        4449444c056d7b6c02fa80a2940568bbd1eacd0e786c0588ecfba70178b99adecb0100ebb49ce90301d6a9bbae0a78e8
        f5c3be0a7e6c01c1b4cc02026e7f020304010000000000000002cafe011db5d60075aa2a65184b85d6f66c19a53c4ed8
        0273c484222a52e80e3002010000000000000000002a36fe9c97170000
        """)

    static let getMessagesArguments = MessageVector(
        """
        4449444c016c01ef9999fe097801000000000000000000
        """)

    static let getMessagesEmpty = MessageVector(
        """
        4449444c066b02bc8a0101c5fed201716c04ccb1f7a70302e4cdf48d0404deb28ee80404829c8df40d7e6d036c039f93
        c60271b99adecb0104ebb49ce903056d7b6c02fa80a2940568bbd1eacd0e7801000000000001
        """,
        """
        4449444c066d7b6c02fa80a2940568bbd1eacd0e786c039f93c60271b99adecb0100ebb49ce903016d026c04ccb1f7a7
        0303e4cdf48d0400deb28ee80400829c8df40d7e6b02bc8a0104c5fed2017101050000000001
        """)

    static let getMessagesOne = MessageVector(
        """
        4449444c066b02bc8a0101c5fed201716c04ccb1f7a70302e4cdf48d0404deb28ee80404829c8df40d7e6d036c039f93
        c60271b99adecb0104ebb49ce903056d7b6c02fa80a2940568bbd1eacd0e7801000001016b020102011db5d60075aa2a
        65184b85d6f66c19a53c4ed80273c484222a52e80e3002010000000000000001aa01bb00
        """,
        """
        4449444c066d7b6c02fa80a2940568bbd1eacd0e786c039f93c60271b99adecb0100ebb49ce903016d026c04ccb1f7a7
        0303e4cdf48d0400deb28ee80400829c8df40d7e6b02bc8a0104c5fed2017101050001016b020102011db5d60075aa2a
        65184b85d6f66c19a53c4ed80273c484222a52e80e3002010000000000000001aa01bb00
        """)

    static let getMessagesError = MessageVector(
        """
        4449444c066b02bc8a0101c5fed201716c04ccb1f7a70302e4cdf48d0404deb28ee80404829c8df40d7e6d036c039f93
        c60271b99adecb0104ebb49ce903056d7b6c02fa80a2940568bbd1eacd0e780100010165
        """,
        """
        4449444c066d7b6c02fa80a2940568bbd1eacd0e786c039f93c60271b99adecb0100ebb49ce903016d026c04ccb1f7a7
        0303e4cdf48d0400deb28ee80400829c8df40d7e6b02bc8a0104c5fed201710105010165
        """)

    static let serviceOpen = MessageVector(
        """
        4449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bb
        d1eacd0e786c01d888abb90a786c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f01
        0000011db5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e30020e9585bb97f75a05
        """,
        """
        4449444c066c02fa80a2940568bbd1eacd0e786c01ebb49ce903006c01d888abb90a786b04cdc2dabb047fc9c68ea005
        7fd7aba29c0a7f999dafab0d7f6c01c49ff4e40f036b04fdbd95cc0101bfd397b409028ff2d1ef0a049eb7f0ad0b0201
        0500011db5d60075aa2a65184b85d6f66c19a53c4ed80273c484222a52e80e30020e9585bb97f75a05
        """)

    static let serviceAcknowledge = MessageVector(
        """
        4449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bb
        d1eacd0e786c01d888abb90a786c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f01
        00030000000000000000
        """,
        """
        4449444c066c02fa80a2940568bbd1eacd0e786c01ebb49ce903006c01d888abb90a786b04cdc2dabb047fc9c68ea005
        7fd7aba29c0a7f999dafab0d7f6c01c49ff4e40f036b04fdbd95cc0101bfd397b409028ff2d1ef0a049eb7f0ad0b0201
        05030000000000000000
        """)

    static let serviceKeepAlive = MessageVector(
        """
        4449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bb
        d1eacd0e786c01d888abb90a786c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f01
        00010700000000000000
        """,
        """
        4449444c066c02fa80a2940568bbd1eacd0e786c01ebb49ce903006c01d888abb90a786b04cdc2dabb047fc9c68ea005
        7fd7aba29c0a7f999dafab0d7f6c01c49ff4e40f036b04fdbd95cc0101bfd397b409028ff2d1ef0a049eb7f0ad0b0201
        05010700000000000000
        """)

    static let serviceClose = MessageVector(
        """
        4449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bb
        d1eacd0e786c01d888abb90a786c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f01
        000203
        """,
        """
        4449444c066c02fa80a2940568bbd1eacd0e786c01ebb49ce903006c01d888abb90a786b04cdc2dabb047fc9c68ea005
        7fd7aba29c0a7f999dafab0d7f6c01c49ff4e40f036b04fdbd95cc0101bfd397b409028ff2d1ef0a049eb7f0ad0b0201
        050203
        """)

    static let all = [
        openArguments, resultOk, resultError, closeArguments, messageArguments, messageArgumentsAndNull,
        getMessagesArguments, getMessagesEmpty, getMessagesOne, getMessagesError, serviceOpen, serviceAcknowledge,
        serviceKeepAlive, serviceClose,
    ]
}
