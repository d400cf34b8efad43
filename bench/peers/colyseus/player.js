// Players for Colyseus: a sample that decodes its map's state with Colyseus's own client, and the many that read
// nothing of what they are sent, so that the load generator is not what is measured.
import { Client, getStateCallbacks } from 'colyseus.js';
import WebSocket from 'ws';

// Of Colyseus's protocol, version 0.16.
const kJoinRoom = 10;
const kRoomData = 13;

/** What Room.send('move', { x, y }) writes: the code, the type as text, the message in MessagePack. */
export function moveMessage(x, y) {
  const bytes = Buffer.alloc(29);
  bytes.set([kRoomData, 0xa4], 0);
  bytes.write('move', 2, 'latin1');
  bytes.set([0x82, 0xa1, 0x78, 0xcb], 6);
  bytes.writeDoubleBE(x, 10);
  bytes.set([0xa1, 0x79, 0xcb], 18);
  bytes.writeDoubleBE(y, 21);
  return bytes;
}

/** Joins, and resolves to { id, move(x, y), leave() }; `closed` is called when the server ends it. */
export async function joinSilently(host, map, counters, closed) {
  const response = await fetch(`http://${host}/matchmake/joinOrCreate/map`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ map }),
  });
  const seat = await response.json();
  if (!seat.room) throw new Error(`no seat: ${JSON.stringify(seat)}`);
  const socket = new WebSocket(`ws://${host}/${seat.room.processId}/${seat.room.roomId}?sessionId=${seat.sessionId}`,
    { perMessageDeflate: false, skipUTF8Validation: true });
  await new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      counters.frames += 1;
      counters.bytes += data.length;
      if (data[0] !== kJoinRoom) return;
      socket.send(Buffer.from([kJoinRoom]));
      resolve();
    });
    socket.on('close', () => {
      reject(new Error('closed while joining'));
      closed();
    });
  });
  return { id: seat.sessionId, move: (x, y) => socket.send(moveMessage(x, y)), leave: () => socket.terminate() };
}

/** Joins as an application does; `moved(id, x, y)` is called for each move of another player. */
export async function joinAndLook(host, map, moved, closed) {
  const room = await new Client(`ws://${host}`).joinOrCreate('map', { map });
  room.onLeave(closed);
  const $ = getStateCallbacks(room);
  $(room.state).players.onAdd((player, id) => {
    if (id === room.sessionId) return;
    $(player).onChange(() => moved(id, player.x, player.y));
  });
  return { id: room.sessionId, move: (x, y) => room.send('move', { x, y }), leave: () => room.connection.close() };
}
