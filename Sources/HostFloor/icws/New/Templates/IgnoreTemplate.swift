/// `.gitignore`.
enum IgnoreTemplate {
    static let text = """
        # Everything that a build makes anew.
        .build/
        .build-canisters/
        build/
        .dfx/
        .icp/cache/

        """
}
