// What an author needs beside the runtime itself: `import CanisterWebSockets` is enough.
@_exported import Bytes
@_exported import Candid
@_exported import Canister
@_exported import WebSocketProtocol
