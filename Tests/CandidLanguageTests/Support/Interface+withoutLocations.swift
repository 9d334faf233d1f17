import CandidLanguage

extension CandidInterface {
    /// The same without places in texts, for comparing.
    var withoutLocations: CandidInterface {
        var interface = self
        for index in definitions.indices {
            interface.definitions[index].location = .unknown
            interface.definitions[index].type = definitions[index].type.withoutLocations
        }
        interface.service?.location = .unknown
        if let methods = service?.methods { interface.service?.methods = methods.map(\.withoutLocation) }
        interface.service?.initParameters = service?.initParameters?.map(\.withoutLocations)
        return interface
    }
}

extension InterfaceType {
    var withoutLocations: InterfaceType {
        switch self {
        case .primitive, .principal, .named: self
        case .optional(let type): .optional(type.withoutLocations)
        case .vector(let type): .vector(type.withoutLocations)
        case .record(let fields): .record(fields.map(\.withoutLocations))
        case .variant(let fields): .variant(fields.map(\.withoutLocations))
        case .function(let signature): .function(signature.withoutLocations)
        case .service(let methods): .service(methods.map(\.withoutLocation))
        }
    }
}

extension InterfaceField {
    var withoutLocations: InterfaceField {
        InterfaceField(label, type.withoutLocations, documentation: documentation)
    }
}

extension FunctionSignature {
    var withoutLocations: FunctionSignature {
        FunctionSignature(
            parameters: parameters.map(\.withoutLocations), results: results.map(\.withoutLocations),
            annotation: annotation)
    }
}

extension InterfaceParameter {
    var withoutLocations: InterfaceParameter { InterfaceParameter(name: name, type.withoutLocations) }
}

extension ServiceMethod {
    var withoutLocation: ServiceMethod {
        ServiceMethod(name: name, signature: signature.withoutLocations, documentation: documentation)
    }
}
