import Candid
import CandidLanguage

// Looking into messages.

extension CandidValue {
    /// A record's field, or what a variant has with a tag.
    subscript(name: String) -> CandidValue? {
        switch self {
        case .record(let fields): fields.first { $0.label == .name(name) }?.value
        case .variant(let field) where field.label == .name(name): field.value
        default: nil
        }
    }

    /// The text that it is.
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The principal that it is.
    var principal: Principal? { if case .principal(let principal) = self { principal } else { nil } }
}
