import Candid

/// A canister that answers requests over HTTP with its site: one whose interface has the `http_request` of the
/// library's `http_types.did`.
///
/// What lies in the folder `Site` beside the interface is served as it is; see ``CertifiedSite``.
public protocol SiteCanister: CanisterService {
    /// What of the canister is certified.
    var certification: CanisterCertification { get }

    /// What the canister serves.
    var site: CertifiedSite { get }

    /// The files of the folder `Site`: a constant of the generated code.
    static var siteFiles: [SiteFile] { get }

    /// Headers and limits of the site: asked at installation and at each upgrade.
    var siteSettings: SiteSettings { get }
}

extension SiteCanister {
    /// The defaults.
    public var siteSettings: SiteSettings { SiteSettings() }

    /// What `canister_init` and `canister_post_upgrade` begin with: serves the files.
    public func startSite() throws(EntryPointFailure) {
        try site.install(Self.siteFiles, siteSettings)
    }

    /// `http_request`: a gateway asks for what stands at a URL.
    public func httpRequest() {
        IC.run { () throws(EntryPointFailure) in
            let request = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                try decoder.argument(HTTPRequest.self)
            }
            try site.answer(request)
        }
    }
}

/// A canister without WebSockets that has a site.
public protocol SiteService: SiteCanister {}

extension SiteService {
    /// Runs an entry point: an error becomes a trap or a reject, and all that was set is certified once, at the end.
    public func run(_ body: () throws(EntryPointFailure) -> Void) {
        IC.run { () throws(EntryPointFailure) in try certification.batch(body) }
    }

    /// The update method ``Timers/method``.
    public func runTimer() {
        certification.batch { () throws(Never) in timers.runTimer() }
    }
}
