// The load generator for Colyseus, which flumen-bots cannot speak to: players who move and nothing else. Latency is
// from when a move was meant to be sent to when a player of the sample has decoded it, as flumen-bots measures it.
//
//   node load.js --port 9090 --count 2500 --maps 50 --moves-per-second 2 --duration 20 [--samples 8]
//                [--server-pid PID] --json FILE
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { joinAndLook, joinSilently } from './player.js';
import { processUsage } from './process_usage.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9090' },
    count: { type: 'string', default: '100' },
    maps: { type: 'string', default: '50' },
    'moves-per-second': { type: 'string', default: '2' },
    duration: { type: 'string', default: '20' },
    samples: { type: 'string', default: '8' },
    'server-pid': { type: 'string', default: '' },
    json: { type: 'string', default: '' },
  },
});
const host = `127.0.0.1:${values.port}`;
const count = Number(values.count);
const maps = Number(values.maps);
const samples = Math.min(count, Number(values.samples));
const rate = Number(values['moves-per-second']);
const seconds = Number(values.duration);

const kJoinsInFlight = 32;
const kKept = 64; // moves of a player whose intended time is remembered
const kWarmUpSeconds = 2;
const kDrainMs = 1000;

const usage = () => (values['server-pid'] ? processUsage(values['server-pid']) : null);

const players = []; // by number: { link, map, x, y, sent: [{ x, y, intended }], moves }
const byId = new Map();
const latencies = [];
const counters = { frames: 0, bytes: 0 };
let measuredSince = Infinity;
let disconnects = 0;
let ending = false;
let seen = 0;
let expected = 0;
const listenersOn = new Map(); // map → players of the sample there

const closed = () => { if (!ending) disconnects += 1; };

function moved(id, x, y) {
  const sent = byId.get(id)?.sent;
  // Colyseus sends a number as 32-bit floating point where that is near enough.
  const move = sent?.findLast((one) => Math.abs(one.x - x) < 0.001 && Math.abs(one.y - y) < 0.001);
  if (!move || move.intended < measuredSince) return;
  seen += 1;
  latencies.push(performance.now() - move.intended);
}

async function join(number) {
  const map = `map_${number % maps}`;
  const looks = number < samples;
  const link = looks ? await joinAndLook(host, map, moved, closed) : await joinSilently(host, map, counters, closed);
  const player = { link, map, looks, x: 758, y: 605, sent: [] };
  if (looks) listenersOn.set(map, (listenersOn.get(map) ?? 0) + 1);
  players[number] = player;
  byId.set(link.id, player);
}

async function joinAll() {
  let next = 0;
  const clerk = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      await join(number);
    }
  };
  await Promise.all(Array.from({ length: kJoinsInFlight }, clerk));
}

function move(player, intended) {
  player.x = Math.round(Math.min(1900, Math.max(20, player.x + Math.random() * 80 - 40)) * 100) / 100;
  player.y = Math.round(Math.min(1060, Math.max(20, player.y + Math.random() * 80 - 40)) * 100) / 100;
  player.sent.push({ x: player.x, y: player.y, intended });
  if (player.sent.length > kKept) player.sent.shift();
  player.link.move(player.x, player.y);
  if (intended >= measuredSince) expected += (listenersOn.get(player.map) ?? 0) - (player.looks ? 1 : 0);
}

/** Moves every player in turn, evenly over time, however late this program is. */
async function walk(begin, end) {
  const interval = 1000 / (rate * count);
  for (let turn = 0; ; ) {
    const now = performance.now();
    for (; begin + turn * interval <= now; turn += 1) {
      const intended = begin + turn * interval;
      if (intended >= end) return turn;
      move(players[turn % count], intended);
    }
    await sleep(1);
  }
}

const at = (sorted, quantile) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * quantile) - 1)];

const before = usage();
const failures = [];
let measures = {};
try {
  await joinAll();
  const begin = performance.now();
  const end = begin + (kWarmUpSeconds + seconds) * 1000;
  measuredSince = begin + kWarmUpSeconds * 1000;
  let atBegin = null;
  let framesAtBegin = 0;
  setTimeout(() => {
    atBegin = usage();
    framesAtBegin = counters.frames;
  }, kWarmUpSeconds * 1000);
  const moves = await walk(begin, end);
  const atEnd = usage();
  const frames = counters.frames - framesAtBegin;
  await sleep(kDrainMs);
  const sorted = Float64Array.from(latencies).sort();
  const movesSent = moves * (seconds / (seconds + kWarmUpSeconds));
  measures = {
    moves_sent: movesSent,
    moves_delivered: (movesSent * (count / maps - 1) * seen) / Math.max(1, expected),
    delivered_ratio: seen / Math.max(1, expected),
    frames_received: frames,
    disconnects,
    p50: at(sorted, 0.5), p90: at(sorted, 0.9), p99: at(sorted, 0.99), 'p99.9': at(sorted, 0.999), max: at(sorted, 1),
  };
  if (atBegin && atEnd) {
    measures.server_cores = (atEnd.cpuSeconds - atBegin.cpuSeconds) / seconds;
    measures.server_rss = atEnd.residentBytes;
    measures.server_rss_per_player = (atEnd.residentBytes - before.residentBytes) / count;
  }
  if (disconnects > 0) failures.push(`${disconnects} of ${count} players were disconnected`);
} catch (error) {
  failures.push(`the load could not be put on: ${error.message}`);
}
ending = true;
const report = {
  scenario: 'moves', bots: count, maps, moves_per_second: rate, seconds, in_world: count - disconnects, measures, failures,
};
if (values.json) writeFileSync(values.json, `${JSON.stringify(report)}\n`);
else console.log(report);
process.exit(failures.length > 0 ? 1 : 0);
