package main

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The chat example's own values, but for the larger messages.
const (
	writeWait      = 10 * time.Second
	pongWait       = 60 * time.Second
	pingPeriod     = (pongWait * 9) / 10
	maxMessageSize = 4096
	sendBuffer     = 256
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024}

// client is a player: a goroutine that reads, one that writes, and the queue between the hub and the writer.
type client struct {
	server  *server
	conn    *websocket.Conn
	account *account
	send    chan []byte
	done    chan struct{} // closed when the reader ends
	hub     *hub          // the reader's
	x, y    float64       // the hub's, while registered there
}

type player struct {
	UserID   string  `json:"user_id"`
	Username string  `json:"username"`
	X        float64 `json:"x"`
	Y        float64 `json:"y"`
	MapID    string  `json:"map_id"`
}

type move struct {
	UserID string  `json:"user_id"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	MapID  string  `json:"map_id"`
}

func (c *client) view(on mapID) player {
	return player{c.account.id, c.account.username, c.x, c.y, on.String()}
}

type server struct {
	accounts *accounts
	homes    []mapID
	mutex    sync.Mutex
	hubs     map[mapID]*hub
}

func newServer(homes int) *server {
	return &server{accounts: newAccounts(), homes: nearestMaps(homes), hubs: map[mapID]*hub{}}
}

func (s *server) hubOf(id mapID) *hub {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	h := s.hubs[id]
	if h == nil {
		h = newHub(id)
		s.hubs[id] = h
		go h.run()
	}
	return h
}

func (s *server) serveGame(w http.ResponseWriter, r *http.Request) {
	account := s.accounts.of(r)
	if account == nil {
		writeJSON(w, http.StatusUnauthorized, nil)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	home := homeOf(account.username, s.homes)
	c := &client{server: s, conn: conn, account: account, send: make(chan []byte, sendBuffer), done: make(chan struct{})}
	c.x, c.y = spawn(home, home)
	go c.writePump()
	go c.readPump(home)
}

func (c *client) readPump(home mapID) {
	defer func() {
		c.leave("left")
		close(c.done)
		c.conn.Close()
	}()
	c.conn.SetReadLimit(maxMessageSize)
	c.conn.SetReadDeadline(time.Now().Add(pongWait))
	c.conn.SetPongHandler(func(string) error { return c.conn.SetReadDeadline(time.Now().Add(pongWait)) })

	c.send <- encode("welcome", c.view(home))
	c.enter(home)
	for {
		_, message, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		c.receive(message)
	}
}

func (c *client) receive(message []byte) {
	var m struct {
		Type string
		Data struct {
			X, Y  float64
			MapID string `json:"map_id"`
			Text  string
		}
	}
	if json.Unmarshal(message, &m) != nil {
		return
	}
	switch m.Type {
	case "player_move":
		data := encode("player_move", move{c.account.id, m.Data.X, m.Data.Y, c.hub.id.String()})
		c.hub.broadcast <- broadcast{except: c, mover: c, x: m.Data.X, y: m.Data.Y, data: data}
	case "chat":
		c.hub.broadcast <- broadcast{data: encode("chat", map[string]interface{}{"channel": "map",
			"from": c.account.username, "user_id": c.account.id, "text": m.Data.Text, "at": time.Now().UnixMilli()})}
	case "change_map":
		if to, ok := parseMapID(m.Data.MapID); ok {
			c.changeMap(to)
		}
	}
}

func (c *client) enter(id mapID) {
	c.hub = c.server.hubOf(id)
	c.hub.register <- c
}

func (c *client) leave(reason string) {
	done := make(chan struct{})
	c.hub.unregister <- departure{c, reason, done}
	<-done
}

func (c *client) changeMap(to mapID) {
	from := c.hub.id
	c.leave("changed_map")
	c.x, c.y = spawn(from, to)
	select {
	case c.send <- encode("map_changed", map[string]interface{}{"map_id": to.String(), "spawn_x": c.x, "spawn_y": c.y}):
	default: // its queue is full: the next hub gives up on it
	}
	c.enter(to)
}

func (c *client) writePump() {
	ticker := time.NewTicker(pingPeriod)
	defer func() {
		ticker.Stop()
		c.conn.Close()
	}()
	for {
		select {
		case message := <-c.send:
			c.conn.SetWriteDeadline(time.Now().Add(writeWait))
			if c.conn.WriteMessage(websocket.TextMessage, message) != nil {
				return
			}
		case <-ticker.C:
			c.conn.SetWriteDeadline(time.Now().Add(writeWait))
			if c.conn.WriteMessage(websocket.PingMessage, nil) != nil {
				return
			}
		case <-c.done:
			return
		}
	}
}
