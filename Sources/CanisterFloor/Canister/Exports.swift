// What an author needs beside the kit itself: `import Canister` is enough, and so it is for generated code.
@_exported import Bytes
@_exported import Candid
@_exported import BalancedTrees
@_exported import struct HTTPCertification.HTTPHeader
