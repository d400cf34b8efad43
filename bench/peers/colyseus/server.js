// A Colyseus room a map: a peer for Flumen's benchmarks, written as Colyseus's documentation shows it. It believes
// every move, and stores nothing.
//
//   node server.js [--port 9090]
import { parseArgs } from 'node:util';

import { Room, Server } from '@colyseus/core';
import { MapSchema, schema } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';

const { values } = parseArgs({ options: { port: { type: 'string', default: '9090' } } });

const Player = schema({ x: 'number', y: 'number' });
const MapState = schema({ players: { map: Player } });

class MapRoom extends Room {
  // The default and what the documentation advises: 20 patches a second.
  patchRate = 50;

  onCreate() {
    this.setState(Object.assign(new MapState(), { players: new MapSchema() }));
    this.onMessage('move', (client, { x, y }) => Object.assign(this.state.players.get(client.sessionId), { x, y }));
  }

  onJoin(client) {
    this.state.players.set(client.sessionId, Object.assign(new Player(), { x: 758, y: 605 }));
  }

  onLeave(client) {
    this.state.players.delete(client.sessionId);
  }
}

const server = new Server({ greet: false, transport: new WebSocketTransport() });
server.define('map', MapRoom).filterBy(['map']);
await server.listen(Number(values.port), '127.0.0.1');
