/// A function of Swift's own runtime that Swift has no module for.
#ifndef CSWIFTRUNTIME_H
#define CSWIFTRUNTIME_H

#include <stddef.h>
#include <stdint.h>

/// The readable form of a Swift symbol.
///
/// - Parameters:
///   - name: the symbol, of `length` bytes; its end need not be marked.
///   - buffer: where to write to, or null for memory that the caller frees.
///   - size: the bytes of the buffer; null if there is none.
///   - flags: zero.
/// - Returns: the text, zero terminated; null for what is no symbol of Swift's.
char *_Nullable swift_demangle(const char *_Nonnull name, size_t length, char *_Nullable buffer,
                               size_t *_Nullable size, uint32_t flags);

#endif
