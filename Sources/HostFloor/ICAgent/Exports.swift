// What values of a canister's methods are made of: `import ICAgent` is enough, and so it is for generated code.
@_exported import Bytes
@_exported import Candid
