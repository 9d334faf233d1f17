/// `icp.yaml` and `dfx.json`.
enum DeploymentTemplates {
    static func icp(_ name: String) -> String {
        """
        # yaml-language-server: $schema=https://raw.githubusercontent.com/dfinity/icp-cli/main/docs/schemas/icp-yaml-schema.json
        #
        #   icp network start -d && icp deploy \(name)    # a network on this machine
        #   icp deploy \(name) -e ic                      # the Internet Computer
        canisters:
          - name: \(name)
            build:
              steps:
                - type: script
                  commands:
                    - ./icws build \(name)
                    - cp build/canisters/\(name).wasm "$ICP_WASM_OUTPUT_PATH"

        """
    }

    static func dfx(_ name: String) -> String {
        """
        {
          "version": 1,
          "canisters": {
            "\(name)": {
              "type": "custom",
              "build": "./icws build \(name)",
              "wasm": "build/canisters/\(name).wasm.gz",
              "candid": "build/canisters/\(name).did"
            }
          }
        }

        """
    }
}
