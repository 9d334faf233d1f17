import Bytes
import Candid

/// Reads values of a message at the types that are expected, or at those that the message has.
struct ValueDecoder {
    let types: KnownTypes
    /// What values may be made of what the message lacks: the decoder's quota counts only what it has.
    private var partsLeft: Int
    private let partLimit: Int
    /// Function and service types as graphs, to compare with those of the message.
    private var graphs: [InterfaceType: (reference: TypeReference, graph: TypeGraph)] = [:]

    init(_ definitions: [TypeDefinition], byteCount: Int) {
        types = KnownTypes(definitions)
        partLimit = 100_000 + 4 * byteCount
        partsLeft = partLimit
    }

    private mutating func count(_ parts: Int, _ decoder: CandidDecoder) throws(CandidError) {
        partsLeft -= parts
        if partsLeft < 0 { throw decoder.error(.quotaExceeded(.work, limit: partLimit)) }
    }

    // MARK: At expected types

    /// Reads the next argument.
    mutating func argument(
        as type: InterfaceType, from decoder: CandidDecoder
    ) throws(CandidError) -> CandidValue {
        guard let wire = try decoder.nextArgument() else {
            guard let absent = absentValue(type) else { throw decoder.error(.missingArgument) }
            return absent
        }
        return try value(as: type, wire, from: decoder)
    }

    private func absentValue(_ type: InterfaceType) -> CandidValue? {
        switch types.meaning(of: type) {
        case .optional, .primitive(.null): .null
        case .primitive(.reserved): .reserved
        default: nil
        }
    }

    private mutating func value(
        as expected: InterfaceType, _ wire: WireType, from decoder: CandidDecoder
    ) throws(CandidError) -> CandidValue {
        try count(1, decoder)
        switch types.meaning(of: expected) {
        case .primitive(let primitive): return try self.primitive(primitive, wire, from: decoder)
        case .principal: return .principal(try Principal(from: decoder, as: wire))
        case .optional(let wrapped):
            guard let held = try decoder.option(wire) else { return .null }
            var reader = self
            let value: CandidValue? = try decoder.recover(held) { decoder throws(CandidError) in
                try reader.value(as: wrapped, held, from: decoder)
            }
            self = reader
            return value.map { .optional($0) } ?? .null
        case .vector(let element): return try vector(of: element, wire, from: decoder)
        case .record(let fields): return .record(try record(fields, wire, from: decoder))
        case .variant(let tags):
            let tag = try decoder.variant(wire)
            guard let index = tags.index(of: tag.id) else { throw decoder.unexpectedTag(tag.id) }
            return .variant(
                ValueField(tags[index].label, try value(as: tags[index].type, tag.type, from: decoder)))
        case .function:
            try checkReference(expected, .function, wire, decoder)
            let (principal, method) = try decoder.function(wire)
            return .function(principal, method: method.string)
        case .service:
            try checkReference(expected, .service, wire, decoder)
            return .service(try decoder.service(wire))
        case .named, nil: throw decoder.mismatch(.empty, wire)
        }
    }

    private func primitive(
        _ type: PrimitiveType, _ wire: WireType, from decoder: CandidDecoder
    ) throws(CandidError) -> CandidValue {
        switch type {
        case .null:
            _ = try Null(from: decoder, as: wire)
            return .null
        case .reserved:
            _ = try Reserved(from: decoder, as: wire)
            return .reserved
        case .bool: return .bool(try Bool(from: decoder, as: wire))
        case .text: return .text(try String(from: decoder, as: wire))
        default:
            guard let number = try CandidNumber(type, from: decoder, as: wire) else {
                throw decoder.mismatch(.empty, wire)
            }
            return .number(number)
        }
    }

    private mutating func vector(
        of element: InterfaceType, _ wire: WireType, from decoder: CandidDecoder
    ) throws(CandidError) -> CandidValue {
        if types.meaning(of: element) == .primitive(.nat8) { return .blob(try [UInt8](from: decoder, as: wire)) }
        var elements = try decoder.vector(wire)
        var values: [CandidValue] = []
        while let type = decoder.nextElement(&elements) {
            values.append(try value(as: element, type, from: decoder))
        }
        return .vector(values)
    }

    private mutating func record(
        _ fields: [InterfaceField], _ wire: WireType, from decoder: CandidDecoder
    ) throws(CandidError) -> [ValueField] {
        var found = try decoder.record(wire)
        try count(fields.count, decoder)
        var values: [ValueField] = []
        values.reserveCapacity(fields.count)
        var position = 0
        func missing(_ field: InterfaceField) throws(CandidError) -> ValueField {
            guard let absent = absentValue(field.type) else {
                throw decoder.error(.missingField(id: field.label.id, name: FixedText("")))
            }
            return ValueField(field.label, absent)
        }
        while let next = decoder.nextField(&found) {
            while position < fields.count, fields[position].label.id < next.id {
                values.append(try missing(fields[position]))
                position += 1
            }
            if position < fields.count, fields[position].label.id == next.id {
                let field = fields[position]
                position += 1
                values.append(ValueField(field.label, try value(as: field.type, next.type, from: decoder)))
            } else {
                try decoder.skip(next.type)
            }
        }
        for field in fields[position...] { values.append(try missing(field)) }
        return values
    }

    /// A function or service is accepted if its type in the message is a subtype of the expected.
    private mutating func checkReference(
        _ expected: InterfaceType, _ kind: TypeKind, _ wire: WireType, _ decoder: CandidDecoder
    ) throws(CandidError) {
        guard decoder.types.kind(of: wire) == kind else { throw decoder.mismatch(kind, wire) }
        if graphs[expected] == nil {
            do throws(TypeError) {
                let lowering = TypeLowering(types.definitions)
                let reference = try lowering.add(expected)
                graphs[expected] = (reference, lowering.table.graph)
            } catch {
                throw decoder.error(.quotaExceeded(.depth, limit: TypeLowering.levelLimit))
            }
        }
        guard let (reference, graph) = graphs[expected] else { return }
        guard try decoder.isSubtype(wire, of: reference, in: graph) else { throw decoder.error(.notASubtype(kind)) }
    }

    // MARK: At the types of the message

    /// Reads a value as the message has it; ids of fields are numbers, of which the names are not known.
    mutating func value(_ wire: WireType, from decoder: CandidDecoder) throws(CandidError) -> CandidValue {
        try count(1, decoder)
        let kind = decoder.types.kind(of: wire)
        switch kind {
        case .opt:
            guard let held = try decoder.option(wire) else { return .null }
            return .optional(try value(held, from: decoder))
        case .vec:
            if decoder.types.element(of: wire) == .nat8 { return .blob(try [UInt8](from: decoder, as: wire)) }
            var elements = try decoder.vector(wire)
            var values: [CandidValue] = []
            while let type = decoder.nextElement(&elements) { values.append(try value(type, from: decoder)) }
            return .vector(values)
        case .record:
            var fields = try decoder.record(wire)
            var values: [ValueField] = []
            while let field = decoder.nextField(&fields) {
                // As long as ids count from 0 the record is a tuple; they ascend, so one gap ends that.
                let label: FieldLabel = field.id == UInt32(values.count) ? .position(field.id) : .number(field.id)
                values.append(ValueField(label, try value(field.type, from: decoder)))
            }
            return .record(values)
        case .variant:
            let tag = try decoder.variant(wire)
            return .variant(ValueField(.number(tag.id), try value(tag.type, from: decoder)))
        case .function:
            let (principal, method) = try decoder.function(wire)
            return .function(principal, method: method.string)
        case .service: return .service(try decoder.service(wire))
        case .principal: return .principal(try Principal(from: decoder, as: wire))
        case .future:
            try decoder.skip(wire)
            return .reserved
        default:
            guard let primitive = PrimitiveType(rawValue: "\(kind.name)") else { throw decoder.mismatch(.empty, wire) }
            return try self.primitive(primitive, wire, from: decoder)
        }
    }
}
