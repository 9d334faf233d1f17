/// A file of the operator's page.
struct PageFile: Sendable {
    let type: String
    let body: [UInt8]

    /// All of them, by path.
    static let all: [String: PageFile] = [
        "/": PageFile(type: "text/html; charset=utf-8", body: PackageResources.index_html),
        "/style.css": PageFile(type: "text/css; charset=utf-8", body: PackageResources.style_css),
        "/icon.svg": PageFile(type: "image/svg+xml", body: PackageResources.icon_svg),
        "/page.js": script(PackageResources.page_js),
        "/elements.js": script(PackageResources.elements_js),
        "/charts.js": script(PackageResources.charts_js),
        "/format.js": script(PackageResources.format_js),
        "/facts.js": script(PackageResources.facts_js),
        "/tables.js": script(PackageResources.tables_js),
        "/tiles.js": script(PackageResources.tiles_js),
    ]

    private static func script(_ body: [UInt8]) -> PageFile {
        PageFile(type: "text/javascript; charset=utf-8", body: body)
    }
}
