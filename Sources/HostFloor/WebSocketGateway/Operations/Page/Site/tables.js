// The figures in tables.

import { bar } from "./charts.js";
import { byID, element, setText, showTable } from "./elements.js";
import * as format from "./format.js";

const number = (title, cell) => ({ title, cell, isNumber: true });
const quietZero = (value) => element("span", { class: value ? "" : "zero" }, format.count(value));

/** The limits: how near, and how often. */
export function showLimits({ limits }) {
  const amount = ({ unit }, value) => (unit === "bytes" ? format.bytes(value) : format.count(value));
  const use = (limit) => {
    if (limit.maximum === undefined) return limit.use === undefined ? "–" : amount(limit, limit.use);
    if (limit.use === undefined) return `up to ${amount(limit, limit.maximum)} each`;
    return `${amount(limit, limit.use)} of ${amount(limit, limit.maximum)}`;
  };
  const nearness = (limit) => (limit.use === undefined || !limit.maximum
    ? "" : bar(limit.use / limit.maximum, format.words(limit.name), use(limit)));
  showTable(byID("limits"), "How near each limit is, and how often it was reached since the start", [
    { title: "Limit", cell: (limit) => sentence(format.words(limit.name)) },
    { title: "What it is of", cell: ({ meaning }) => meaning },
    number("In use", use),
    { title: "Share", cell: nearness },
    number("Reached", ({ reached }) => (reached === undefined ? "–" : attention(reached))),
  ], limits, ({ name }) => name);
}

const attention = (value) => (value ? element("span", { class: "attention" }, format.count(value)) : quietZero(0));
const sentence = (text) => text[0].toUpperCase() + text.slice(1);

/** The codes with which sockets were closed; those that never were are left out. */
export function showCloses({ closes }) {
  const seen = closes.filter(({ count, refused }) => count || refused);
  showTable(byID("closes"), "Close codes since the start, with the sockets that were not let in", [
    { title: "Code", cell: ({ code }) => String(code) },
    { title: "Meaning", cell: ({ meaning }) => sentence(meaning) },
    { title: "Client", cell: ({ allowsReturn }) => (allowsReturn ? "may return" : "") },
    number("Closed", ({ count }) => quietZero(count)),
    number("Not let in", ({ refused }) => quietZero(refused)),
  ], seen, ({ code }) => code, "None so far.");
}

/** What should not happen often. */
export function showEvents({ events }) {
  showTable(byID("events"), "Events since the start", [
    { title: "Event", cell: ({ meaning }) => sentence(meaning) },
    number("Times", ({ count }) => quietZero(count)),
  ], events, ({ name }) => name);
}

let earlier = null;

/** The canisters with most sessions. Their pace is what came since the figures before. */
export function showCanisters(all) {
  // The same figures once more: they are in the table, and no time went by in which anything came.
  if (earlier?.time === all.time) return;
  const before = new Map(earlier?.canisters.map((one) => [one.canister, one]));
  const pace = (path) => (one) => {
    const known = before.get(one.canister);
    return known ? format.rate(Math.max(0, one[path] - known[path]) / (all.time - earlier.time)) : "–";
  };
  const count = all.open.canisters;
  setText(byID("canisters-count"), count > all.canisters.length
    ? `the ${all.canisters.length} with most sessions, of ${format.count(count)}` : format.count(count));
  showTable(byID("canisters"), "Canisters with clients here", [
    { title: "Canister", cell: ({ canister }) => element("code", {}, canister) },
    number("Sessions", ({ sessions }) => format.count(sessions)),
    number("To canister/s", pace("messagesToCanister")),
    number("To clients/s", pace("messagesToClients")),
    number("To canister", (one) => format.shortCount(one.messagesToCanister)),
    number("To clients", (one) => format.shortCount(one.messagesToClients)),
    number("Pause", ({ pause }) => format.seconds(pause)),
    number("Last poll", ({ lastPoll }) => format.seconds(lastPoll)),
    number("Failed", ({ failedPolls }) => quietZero(failedPolls)),
    { title: "State", cell: ({ isFailing }) => state(isFailing) },
  ], all.canisters, ({ canister }) => canister, "No canister has clients here now.");
  earlier = all;
}

const state = (isFailing) => element(
  "span", { class: "state", "data-state": isFailing ? "bad" : "good" }, isFailing ? "does not answer" : "answers");

/** The settings. */
export function showSettings({ settings }) {
  const changed = settings.filter(({ isDefault }) => !isDefault).length;
  setText(byID("settings-count"), settings.length ? `${changed} differ from the defaults` : "not known here");
  byID("settings-part").hidden = !settings.length;
  const value = ({ values, more }) =>
    (values.length ? values.join(", ") + (more ? ` and ${more} more` : "") : "not set");
  showTable(byID("settings"), "Settings in force, by the names of their flags", [
    { title: "Setting", cell: ({ name }) => element("code", {}, name) },
    { title: "Value", cell: value },
    { title: "", cell: ({ isDefault }) => (isDefault ? "" : element("span", { class: "changed" }, "set")) },
  ], settings, ({ name }) => name);
}
