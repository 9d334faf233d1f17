// What does not change while a gateway runs, or seldom.

import { byID, element, setText } from "./elements.js";
import * as format from "./format.js";

const DAY = 86_400;

const FACTS = [
  ["Principal", ({ gateway }) => gateway.principal, "principal"],
  ["Clients connect to", ({ gateway }) => `${gateway.isSecure ? "wss" : "ws"}://${gateway.listen}`, "listen"],
  ["Network", ({ gateway, isNetworkReachable }) =>
    `${gateway.network || "–"}${isNetworkReachable ? "" : ", does not answer"}`, "network"],
  ["Up", ({ time, gateway }) => format.duration(time - gateway.started), "uptime"],
  ["Certificate", ({ time, gateway }) => certificate(time, gateway.certificateExpiry), "certificate"],
  ["Version", ({ gateway }) => `${gateway.release}, Swift ${gateway.swift}`, "version"],
];

function certificate(time, expiry) {
  if (expiry === undefined) return null;
  if (expiry <= time) return `ended ${format.date(expiry)}`;
  return expiry - time < 30 * DAY ? `ends in ${format.duration(expiry - time)}` : `until ${format.date(expiry)}`;
}

const shown = new Map();

/** Shows them. */
export function showFacts(all) {
  for (const [name, value, key] of FACTS) {
    // Without TLS there is no certificate.
    const text = value(all);
    if (text === null) continue;
    if (!shown.has(key)) {
      const node = element("dd", { "data-figure": key });
      shown.set(key, node);
      byID("facts").append(element("div", {}, element("dt", {}, name), node));
    }
    setText(shown.get(key), text);
  }
}
