// Players, and the maps they stand on. A map broadcasts each message at once, as the "server broadcast" example of
// ws does.
import WebSocket from 'ws';

import { homeOf, parseMap, spawn } from './world.js';

const encode = (type, data) => JSON.stringify({ type, data });

class GameMap {
  players = new Set();

  constructor(id) {
    this.id = id;
  }

  broadcast(message, except) {
    for (const player of this.players) {
      if (player !== except && player.socket.readyState === WebSocket.OPEN) player.socket.send(message);
    }
  }

  enter(player) {
    const others = Array.from(this.players, (other) => other.view());
    this.players.add(player);
    player.map = this;
    player.socket.send(encode('players_list', others));
    this.broadcast(encode('player_join', player.view()), player);
  }

  leave(player, reason) {
    this.players.delete(player);
    this.broadcast(encode('player_leave', { user_id: player.account.id, reason }));
  }
}

class Player {
  constructor(socket, account) {
    this.socket = socket;
    this.account = account;
  }

  view() {
    return { user_id: this.account.id, username: this.account.username, x: this.x, y: this.y, map_id: this.map.id };
  }
}

export class Game {
  #maps = new Map();
  #homes;

  constructor(homes) {
    this.#homes = homes;
  }

  #mapOf(id) {
    if (!this.#maps.has(id)) this.#maps.set(id, new GameMap(id));
    return this.#maps.get(id);
  }

  serve(socket, account) {
    const player = new Player(socket, account);
    const home = homeOf(account.username, this.#homes);
    Object.assign(player, spawn(home, home));
    player.map = this.#mapOf(home);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => player.map.leave(player, 'left'));
    socket.on('message', (data) => this.#receive(player, data));
    socket.send(encode('welcome', player.view()));
    player.map.enter(player);
  }

  #receive(player, data) {
    const message = JSON.parse(data);
    const { map, account } = player;
    switch (message.type) {
      case 'player_move':
        player.x = message.data.x;
        player.y = message.data.y;
        map.broadcast(encode('player_move', { user_id: account.id, x: player.x, y: player.y, map_id: map.id }), player);
        break;
      case 'chat':
        map.broadcast(encode('chat', {
          channel: 'map', from: account.username, user_id: account.id, text: message.data.text, at: Date.now(),
        }));
        break;
      case 'change_map':
        if (parseMap(message.data.map_id)) this.#changeMap(player, message.data.map_id);
        break;
      default:
    }
  }

  #changeMap(player, id) {
    const from = player.map;
    from.leave(player, 'changed_map');
    Object.assign(player, spawn(from.id, id));
    player.socket.send(encode('map_changed', { map_id: id, spawn_x: player.x, spawn_y: player.y }));
    this.#mapOf(id).enter(player);
  }
}
