// The figures that change from second to second.

import { Sparkline } from "./charts.js";
import { byID, element, setText } from "./elements.js";
import * as format from "./format.js";

// Each: its name, what is shown large and small, and its line with how a value of it is written.
const TILES = [
  {
    key: "sessions", name: "Sessions", value: (all) => format.count(all.open.sessions),
    more: ({ open }) => `${format.count(open.sockets)} sockets, ${format.count(open.canisterConnections)} at canisters`,
    line: (all) => all.history.sessions, least: 5, write: format.count,
  },
  {
    key: "messages-to-canister", name: "To canisters", unit: "messages/s",
    value: (all) => format.rate(all.toCanister.messagesPerSecond),
    more: (all) => `${format.shortCount(all.toCanister.messages)} so far, ${format.bytes(all.toCanister.bytes)}`,
    line: (all) => all.history.messagesToCanister, least: 1, write: (value) => `${format.rate(value)}/s`,
  },
  {
    key: "messages-to-client", name: "To clients", unit: "messages/s",
    value: (all) => format.rate(all.toClient.messagesPerSecond),
    more: (all) => `${format.shortCount(all.toClient.messages)} so far, ${format.bytes(all.toClient.bytes)}`,
    line: (all) => all.history.messagesToClient, least: 1, write: (value) => `${format.rate(value)}/s`,
  },
  {
    key: "relay", name: "Relay time", unit: "p99", value: (all) => format.seconds(all.relay.p99),
    more: (all) => latency(all.relay), line: (all) => all.history.relay, least: 0.05, write: format.seconds,
  },
  {
    key: "poll", name: "Poll time", unit: "p99", value: (all) => format.seconds(all.poll.p99),
    more: (all) => latency(all.poll), line: (all) => all.history.poll, least: 0.01, write: format.seconds,
  },
  {
    key: "canisters", name: "Canisters", value: (all) => format.count(all.open.canisters),
    more: (all) => `${format.shortCount(eventCount(all, "gateway_polls_total"))} polls, `
      + `${format.shortCount(eventCount(all, "gateway_polls_failed_total"))} failed`,
    line: (all) => all.history.canisters, least: 5, write: format.count,
  },
  {
    key: "processor", name: "Processor", unit: "of one", value: (all) => format.percent(all.process.processorShare),
    more: (all) => `${all.process.processors} in this machine`,
    line: (all) => all.history.processor, least: 0.1, write: format.percent,
  },
  {
    key: "memory", name: "Memory", value: (all) => format.bytes(all.process.residentBytes),
    more: (all) => `${format.count(all.process.openDescriptors ?? 0)} open descriptors`,
    line: (all) => all.history.memory, least: 1, write: format.bytes,
  },
];

const latency = ({ p50, count }) => `p50 ${format.seconds(p50)}, of ${format.shortCount(count)} in 5 min`;
const eventCount = (all, name) => all.events.find((event) => event.name === name)?.count ?? 0;

const shown = new Map();

/** Shows all of them. */
export function showTiles(all) {
  for (const tile of TILES) {
    if (!shown.has(tile.key)) shown.set(tile.key, make(tile));
    const made = shown.get(tile.key);
    made.all = all;
    setText(made.value, tile.value(all));
    made.line?.show(tile.line(all), tile.least);
    tellMore(tile, made);
  }
}

function make(tile) {
  const value = element("span", { class: "value", "data-figure": tile.key });
  const more = element("p", { class: "quiet" });
  // Where the pointer is, from 0 at the left to 1 at the right.
  const made = { value, more, share: null };
  const unit = tile.unit ? [element("span", { class: "quiet" }, ` ${tile.unit}`)] : [];
  const node = element("li", { class: "card tile" }, element("h3", {}, tile.name, ...unit), value, more);
  if (tile.line) {
    made.line = new Sparkline();
    node.append(made.line.node);
    const point = (share) => {
      made.share = share;
      tellMore(tile, made);
    };
    node.addEventListener("pointermove", ({ clientX }) => {
      const box = made.line.node.getBoundingClientRect();
      point((clientX - box.left) / box.width);
    });
    node.addEventListener("pointerleave", () => point(null));
  }
  byID("tiles").append(node);
  return made;
}

/** Tells the value under the pointer, and when it was; without a pointer what there is beside the large figure. */
function tellMore(tile, { all, line, more, share }) {
  const found = share === null ? null : line.at(share);
  line?.point(found);
  const moment = found && format.clock(all.time - found.age * all.history.interval);
  setText(more, found ? `${tile.write(line.values[found.index])} at ${moment}` : tile.more(all));
}

