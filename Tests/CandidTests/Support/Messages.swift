import TestSupport

/// A message of `DIDL` and the bytes of hexadecimal digits.
func didl(_ digits: String) -> [UInt8] { Array("DIDL".utf8) + bytes(digits) }
