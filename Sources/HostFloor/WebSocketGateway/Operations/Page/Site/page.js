// Asks for the figures every two seconds while somebody looks, and shows them.
//
// For tests: `data-figures` of the root element is `waiting`, `live`, `paused` or `lost`; `data-figure` names elements
// with one figure, `data-key` rows of tables.

import { byID, setText } from "./elements.js";
import { showFacts } from "./facts.js";
import * as format from "./format.js";
import { showCanisters, showCloses, showEvents, showLimits, showSettings } from "./tables.js";
import { showTiles } from "./tiles.js";

const INTERVAL = 2_000;
const PATIENCE = 10_000;
const FORMAT = 1;

let last = null;
// How the last attempt ended: the arguments of `tellState`.
let outcome = null;
let isPaused = false;
let timer = null;
let isAsking = false;

async function ask() {
  const answer = await fetch("/figures", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
  const figures = await answer.json();
  if (figures.format !== FORMAT) throw new Error("the gateway is another one by now: load this page again");
  return figures;
}

async function refresh() {
  if (isAsking) return;
  isAsking = true;
  try {
    last = await ask();
    show(last);
    tellState("live");
  } catch (error) {
    tellState("lost", error);
  } finally {
    isAsking = false;
    schedule();
  }
}

function schedule() {
  clearTimeout(timer);
  if (!isPaused && document.visibilityState === "visible") timer = setTimeout(refresh, INTERVAL);
}

function show(all) {
  showFacts(all);
  showTiles(all);
  showLimits(all);
  showCloses(all);
  showEvents(all);
  showCanisters(all);
  showSettings(all);
}

function tellState(state, error) {
  outcome = [state, error];
  document.documentElement.dataset.figures = isPaused && state === "live" ? "paused" : state;
  const [name, text] = status(state, error);
  byID("status").dataset.state = name;
  setText(byID("status"), text);
  document.title = `${text} – gateway`;
  setText(byID("updated"), last ? `${isPaused || state === "lost" ? "as of" : "at"} ${format.clock(last.time)}` : "");
}

function status(state, error) {
  if (state === "lost") return ["bad", error?.name === "Error" ? error.message : "The gateway does not answer"];
  if (!last.isAccepting) return ["warning", "Draining: no client is taken"];
  if (!last.isNetworkReachable) return ["bad", "The network does not answer"];
  const failing = last.canisters.filter((canister) => canister.isFailing).length;
  if (failing) return ["warning", failing === 1 ? "A canister does not answer" : `${failing} canisters do not answer`];
  return ["good", "Ready"];
}

byID("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  byID("pause").setAttribute("aria-pressed", String(isPaused));
  if (isPaused) {
    clearTimeout(timer);
    if (outcome) tellState(...outcome);
  } else {
    refresh();
  }
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !isPaused) refresh();
});

refresh();
