extension PrometheusMetrics {
    /// For a gateway: with texts that say what its metrics are.
    public static func ofGateway() -> PrometheusMetrics {
        PrometheusMetrics(helps: [
            "gateway_sockets": "Sockets that were let in and are not closed yet.",
            "gateway_sockets_refused_total": "Sockets that were not let in, by close code.",
            "gateway_sessions": "Clients with an open socket.",
            "gateway_pollers": "Canisters that are being polled.",
            "gateway_canister_connections": "Connections that are open at canisters, or not known to be closed.",
            "gateway_closes_total":
                "Sockets that were closed, by close code; 'client' for codes that only the client can have meant.",
            "gateway_messages_total": "Messages that were relayed, by direction.",
            "gateway_message_bytes_total":
                "Bytes of them: of envelopes that were forwarded, of frames that were given to sockets.",
            "gateway_messages_without_client_total": "Messages of canisters for clients that are not here.",
            "gateway_envelope_repetitions_total": "Envelopes that were sent to the network again.",
            "gateway_polls_total": "Polls that were answered.",
            "gateway_polls_failed_total": "Polls that failed.",
            "gateway_canister_losses_total": "Canisters that were found to have lost their state, or messages.",
            "gateway_canister_closes_failed_total": "Connections that could not be closed at the canister.",
            "gateway_relay_seconds": "From the sending of an envelope until its end is known.",
            "gateway_poll_seconds": "How long polls take that are answered.",
            "gateway_limit_reached_total": "How often a limit was reached, by its name.",
            "gateway_limit_use": "How many of what is limited there are; of an address or canister, where most are.",
            "gateway_limit_maximum": "How many there may be.",
            "gateway_memory_limit_bytes": "The memory that the machine, or the control group, has.",
            "gateway_accepting": "1 while clients are taken, 0 while the gateway drains.",
            "gateway_network_reachable": "1 while the network answers.",
            "gateway_build_info": "1, with the version of what runs.",
            "gateway_tls_certificate_expiry_timestamp_seconds": "When the certificate ends, in seconds since 1970.",
            "gateway_canister_sessions": "Clients with an open socket, of canisters that the operator named.",
            "gateway_canister_messages_total": "Messages that were relayed, of canisters that the operator named.",
        ])
    }
}
