import Bytes
import Candid

/// Writes values that ``ValueTyping`` made.
struct ValueEncoder {
    let types: KnownTypes

    func encode(_ value: CandidValue, as type: InterfaceType, into writer: inout ByteWriter) {
        guard let type = types.meaning(of: type) else { return }
        switch (type, value) {
        case (.optional(let wrapped), .optional(let inner)):
            writer.write(1)
            encode(inner, as: wrapped, into: &writer)
        case (.optional, _): writer.write(0)
        case (_, .null), (_, .reserved), (_, .literal), (_, .annotated), (_, .optional): break
        case (_, .bool(let value)): value.encode(into: &writer)
        case (_, .number(let number)): number.encode(into: &writer)
        case (_, .text(let text)): text.encode(into: &writer)
        case (_, .blob(let bytes)):
            writer.write(leb128: UInt64(bytes.count))
            writer.write(bytes)
        case (.vector(let element), .vector(let elements)):
            writer.write(leb128: UInt64(elements.count))
            for value in elements { encode(value, as: element, into: &writer) }
        case (.record(let fields), .record(let values)):
            let fields = fields.sorted { $0.label.id < $1.label.id }
            for (field, value) in zip(fields, values) { encode(value.value, as: field.type, into: &writer) }
        case (.variant(let tags), .variant(let tag)):
            let tags = tags.sorted { $0.label.id < $1.label.id }
            guard let index = tags.index(of: tag.label.id) else { return }
            writer.write(leb128: UInt64(index))
            encode(tag.value, as: tags[index].type, into: &writer)
        case (_, .principal(let principal)), (_, .service(let principal)): principal.encode(into: &writer)
        case (_, .function(let principal, let method)):
            writer.write(1)
            principal.encode(into: &writer)
            method.encode(into: &writer)
        case (_, .vector), (_, .record), (_, .variant): break
        }
    }
}
