package main

import "encoding/json"

// hub maintains the players of one map and broadcasts what they do to the others.
type hub struct {
	id         mapID
	clients    map[*client]bool
	register   chan *client
	unregister chan departure
	broadcast  chan broadcast
}

type departure struct {
	client *client
	reason string
	done   chan struct{} // closed when the client is out
}

// broadcast is a message for everybody on the map but `except`.
type broadcast struct {
	except *client
	mover  *client // set when it is a move, to x and y
	x, y   float64
	data   []byte
}

func newHub(id mapID) *hub {
	return &hub{
		id:         id,
		clients:    map[*client]bool{},
		register:   make(chan *client),
		unregister: make(chan departure),
		broadcast:  make(chan broadcast),
	}
}

func (h *hub) run() {
	for {
		select {
		case c := <-h.register:
			players := make([]player, 0, len(h.clients))
			for other := range h.clients {
				players = append(players, other.view(h.id))
			}
			h.clients[c] = true
			h.send(c, encode("players_list", players))
			h.sendToOthers(c, encode("player_join", c.view(h.id)))
		case d := <-h.unregister:
			if h.clients[d.client] {
				delete(h.clients, d.client)
				h.sendToOthers(nil, encode("player_leave", map[string]string{"user_id": d.client.account.id, "reason": d.reason}))
			}
			close(d.done)
		case b := <-h.broadcast:
			if b.mover != nil {
				b.mover.x, b.mover.y = b.x, b.y
			}
			h.sendToOthers(b.except, b.data)
		}
	}
}

func (h *hub) sendToOthers(except *client, message []byte) {
	for c := range h.clients {
		if c != except {
			h.send(c, message)
		}
	}
}

// send gives up on a client whose queue is full, as the chat example does.
func (h *hub) send(c *client, message []byte) {
	select {
	case c.send <- message:
	default:
		delete(h.clients, c)
		c.conn.Close()
	}
}

func encode(kind string, data interface{}) []byte {
	message, err := json.Marshal(struct {
		Type string      `json:"type"`
		Data interface{} `json:"data"`
	}{kind, data})
	if err != nil {
		panic(err)
	}
	return message
}
