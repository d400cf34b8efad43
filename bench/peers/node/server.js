// A game hub on Node.js and ws: a peer for Flumen's benchmarks. It speaks what of docs/protocol.md flumen-bots needs,
// believes every move, and stores nothing.
//
//   node server.js [--port 9090] [--maps 50]
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

import { WebSocketServer } from 'ws';

import { Game } from './game.js';
import { mapDocument, nearestMaps, parseMap } from './world.js';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '9090' }, maps: { type: 'string', default: '50' } },
});

// An account's id is its access token, too: nobody is kept out of a benchmark.
const accountsByName = new Map();
const accountsById = new Map();

function register({ username }) {
  if (accountsByName.has(username)) return [409, {}];
  const account = { id: randomUUID(), username };
  accountsByName.set(username, account);
  accountsById.set(account.id, account);
  return [201, { userID: account.id, username }];
}

function logIn({ identifier }) {
  const account = accountsByName.get(identifier);
  return account ? [200, { token: account.id }] : [401, {}];
}

function answer(response, [status, body]) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return JSON.parse(text);
}

const kMapPath = '/api/v1/maps/';

const server = createServer(async (request, response) => {
  const path = request.url;
  if (path === '/readyz') return answer(response, [200, { ready: true }]);
  if (path === '/api/v1/register') return answer(response, register(await bodyOf(request)));
  if (path === '/api/v1/login') return answer(response, logIn(await bodyOf(request)));
  const map = path.startsWith(kMapPath) ? parseMap(path.slice(kMapPath.length)) : null;
  return answer(response, map ? [200, mapDocument(map)] : [404, {}]);
});

const game = new Game(nearestMaps(Number(values.maps)));
const sockets = new WebSocketServer({ noServer: true });
server.on('upgrade', (request, socket, head) => {
  const account = accountsById.get((request.headers.authorization ?? '').replace('Bearer ', ''));
  if (!account) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (webSocket) => game.serve(webSocket, account));
});

server.listen(Number(values.port), '127.0.0.1');
