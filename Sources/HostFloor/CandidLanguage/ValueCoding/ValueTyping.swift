import Candid

/// Gives values the types that are expected of them: numbers become those of the type, missing fields null, labels
/// those of the type.
///
/// Coercing, it takes them as a receiver of that type does ("Coercion", Candid specification): what is surplus is left
/// out, what is no option is wrapped in one, and what does not fit into an option is null.
struct ValueTyping {
    let types: KnownTypes
    let isCoercing: Bool
    /// What was lost on the way, the first ``lossLimit`` of it.
    private(set) var losses: [ValueLoss] = []
    private var path: [String] = []
    private var partsLeft = Self.partLimit
    private var level = 0
    static let partLimit = 1_000_000
    static let lossLimit = 20

    init(_ definitions: [TypeDefinition], isCoercing: Bool = false) {
        types = KnownTypes(definitions)
        self.isCoercing = isCoercing
    }

    /// Types a list of arguments; those that are missing at the end are null where their types let them.
    mutating func arguments(
        _ values: [CandidValue], as expected: [InterfaceType]
    ) throws(ValueError) -> [CandidValue] {
        guard isCoercing || values.count <= expected.count else {
            throw .argumentCount(expected: expected.count, found: values.count)
        }
        var typed: [CandidValue] = []
        for position in values.indices.dropFirst(expected.count) {
            lose(path: ["argument \(position + 1)"], "is not expected, and left out")
        }
        for (position, type) in expected.enumerated() {
            if position < values.count {
                typed.append(try part("argument \(position + 1)", values[position], type))
            } else {
                guard let absent = try absentValue(type) else {
                    throw .argumentCount(expected: expected.count, found: values.count)
                }
                typed.append(absent)
            }
        }
        return typed
    }

    private mutating func part(
        _ name: String, _ value: CandidValue, _ type: InterfaceType
    ) throws(ValueError) -> CandidValue {
        path.append(name)
        defer { path.removeLast() }
        return try self.value(value, as: type)
    }

    private func mismatch(_ expected: InterfaceType, _ found: CandidValue) -> ValueError {
        .value(path: path, expected: shortened(expected.description), found: shortened(found.description))
    }

    private func meaning(of type: InterfaceType) throws(ValueError) -> InterfaceType {
        guard let meaning = types.meaning(of: type) else { throw .types(.unknownName(type.description)) }
        return meaning
    }

    private func absentValue(_ type: InterfaceType) throws(ValueError) -> CandidValue? {
        switch try meaning(of: type) {
        case .optional, .primitive(.null): .null
        case .primitive(.reserved): .reserved
        default: nil
        }
    }

    private mutating func count(_ parts: Int = 1) throws(ValueError) {
        partsLeft -= parts
        if partsLeft < 0 { throw .tooManyParts(limit: Self.partLimit) }
    }

    private mutating func lose(path: [String], _ what: String) {
        if losses.count < Self.lossLimit { losses.append(ValueLoss(path: path, what: what)) }
    }

    private mutating func value(_ value: CandidValue, as expected: InterfaceType) throws(ValueError) -> CandidValue {
        try count()
        // Names of options may lead to options without an end, each of which wraps the value.
        level += 1
        defer { level -= 1 }
        guard level <= TypeLowering.levelLimit else {
            throw .types(.limitExceeded(levels: TypeLowering.levelLimit))
        }
        let type = try meaning(of: expected)
        if case .annotated(let inner, let annotation) = value {
            return try self.value(try annotated(inner, as: annotation), as: type)
        }
        switch (type, value) {
        case (.primitive(.reserved), _): return .reserved
        case (.primitive(.null), .null), (.optional, .null): return .null
        case (.optional, .reserved): return .null
        case (.primitive(.bool), .bool), (.primitive(.text), .text), (.principal, .principal), (.service, .service),
            (.function, .function):
            return value
        case (.principal, .service(let principal)): return .principal(principal)
        case (.primitive(let primitive), .literal(let literal)):
            guard let number = CandidNumber(literal, as: primitive) else { throw mismatch(expected, value) }
            return .number(number)
        case (.primitive(.int), .number(.nat(let number))): return .number(.int(Integer(number)))
        case (.primitive(let primitive), .number(let number)) where number.type == primitive: return value
        case (.optional(let wrapped), .optional(let inner)): return try option(inner, of: wrapped)
        case (.optional(let wrapped), _) where isCoercing: return try option(value, of: wrapped)
        case (.vector(let element), .blob(let bytes)):
            if try meaning(of: element) == .primitive(.nat8) { return value }
            guard isCoercing else { throw mismatch(expected, value) }
            return try vector(bytes.map { .number(.nat8($0)) }, as: element)
        case (.vector(let element), .vector(let elements)): return try vector(elements, as: element)
        case (.record(let fields), .record(let values)): return .record(try record(values, as: fields))
        case (.variant(let tags), .variant(let tag)):
            let tags = tags.sorted { $0.label.id < $1.label.id }
            guard let index = tags.index(of: tag.label.id) else { throw mismatch(expected, value) }
            let typed = try part("tag \(tags[index].label.shown)", tag.value, tags[index].type)
            return .variant(ValueField(tags[index].label, typed))
        default: throw mismatch(expected, value)
        }
    }

    /// A value at the type that is written behind it: an option does not take the mistake of whoever wrote that.
    private mutating func annotated(
        _ value: CandidValue, as annotation: InterfaceType
    ) throws(ValueError) -> CandidValue {
        do throws(ValueError) { return try self.value(value, as: annotation) } catch {
            guard case .value(let path, let expected, let found) = error else { throw error }
            throw .annotation(path: path, expected: expected, found: found)
        }
    }

    /// An option that holds a value, or null where coercion lets it go.
    private mutating func option(_ value: CandidValue, of wrapped: InterfaceType) throws(ValueError) -> CandidValue {
        guard isCoercing else { return .optional(try self.value(value, as: wrapped)) }
        let lossesBefore = losses.count
        do throws(ValueError) { return .optional(try self.value(value, as: wrapped)) } catch {
            guard case .value(let path, let expected, let found) = error else { throw error }
            // What was lost within it is lost with it.
            losses.removeSubrange(lossesBefore...)
            lose(path: path, "expected \(expected), found \(found): the option around it becomes null")
            return .null
        }
    }

    private mutating func vector(_ elements: [CandidValue], as type: InterfaceType) throws(ValueError) -> CandidValue {
        let isBlob = try meaning(of: type) == .primitive(.nat8)
        var typed: [CandidValue] = []
        var bytes: [UInt8] = []
        for (position, element) in elements.enumerated() {
            let value = try part("element \(position + 1)", element, type)
            if isBlob, case .number(.nat8(let byte)) = value { bytes.append(byte) } else { typed.append(value) }
        }
        return isBlob ? .blob(bytes) : .vector(typed)
    }

    private mutating func record(
        _ values: [ValueField], as fields: [InterfaceField]
    ) throws(ValueError) -> [ValueField] {
        try count(fields.count + values.count)
        let fields = fields.sorted { $0.label.id < $1.label.id }
        var known: [UInt32: CandidValue] = [:]
        for value in values {
            guard fields.index(of: value.label.id) != nil else {
                if isCoercing {
                    lose(path: path + ["field \(value.label.shown)"], "is not expected, and left out")
                    continue
                }
                throw .value(
                    path: path + ["field \(value.label.shown)"], expected: "no such field",
                    found: shortened(value.value.description))
            }
            known[value.label.id] = value.value
        }
        var typed: [ValueField] = []
        for field in fields {
            if let value = known[field.label.id] {
                typed.append(ValueField(field.label, try part("field \(field.label.shown)", value, field.type)))
            } else if let absent = try absentValue(field.type) {
                typed.append(ValueField(field.label, absent))
            } else {
                throw .value(
                    path: path + ["field \(field.label.shown)"], expected: shortened(field.type.description),
                    found: "nothing")
            }
        }
        return typed
    }
}
