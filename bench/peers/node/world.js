// The grid of maps: open meadows, spread and joined as flumen-bots expects them.

export function parseMap(text) {
  const found = /^map_(-?\d+)_(-?\d+)$/.exec(text);
  return found ? { id: text, x: Number(found[1]), y: Number(found[2]) } : null;
}

const named = (x, y) => `map_${x}_${y}`;

/** Maps ring by ring around map_0_0, from the axes to the corners: the order flumen-bots lives by. */
export function nearestMaps(count) {
  const ids = [];
  for (let ring = 0; ids.length < count; ring += 1) {
    const added = [];
    for (let y = -ring; y <= ring; y += 1) {
      for (let x = -ring; x <= ring; x += 1) {
        if (Math.max(Math.abs(x), Math.abs(y)) === ring) added.push({ id: named(x, y), steps: Math.abs(x) + Math.abs(y) });
      }
    }
    added.sort((a, b) => a.steps - b.steps);
    ids.push(...added.map((map) => map.id));
  }
  return ids.slice(0, count);
}

/**
 * Where the account "name-N" starts: number N of the maps. The bots live there; a start of all on one map would be
 * another workload.
 */
export function homeOf(username, homes) {
  const number = Number(username.slice(username.lastIndexOf('-') + 1));
  return number >= 1 ? homes[(number - 1) % homes.length] : homes[0];
}

/** Where one appears who comes in from the map `from`. */
export function spawn(from, to) {
  const [a, b] = [parseMap(from), parseMap(to)];
  if (a.x < b.x) return { x: 100, y: 538 };
  if (a.x > b.x) return { x: 1820, y: 538 };
  if (a.y > b.y) return { x: 960, y: 100 };
  if (a.y < b.y) return { x: 960, y: 977 };
  return { x: 758, y: 605 };
}

export function mapDocument({ id, x, y }) {
  return {
    id,
    walkable: Array(49).fill('.'.repeat(22)),
    transitions: [
      { to: named(x + 1, y), area: { x: 1840, y: 440, width: 80, height: 200 } },
      { to: named(x - 1, y), area: { x: 0, y: 440, width: 80, height: 200 } },
      { to: named(x, y + 1), area: { x: 860, y: 0, width: 200, height: 60 } },
      { to: named(x, y - 1), area: { x: 860, y: 1020, width: 200, height: 60 } },
    ],
  };
}
