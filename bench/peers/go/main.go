// A game hub in Go, as one would write it from gorilla/websocket's chat example: a peer for Flumen's benchmarks.
// It speaks what of docs/protocol.md flumen-bots needs, believes every move, and stores nothing.
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	address := flag.String("address", "127.0.0.1:9090", "where to listen")
	homes := flag.Int("maps", 50, "newcomers are spread over so many maps, nearest to map_0_0 first")
	flag.Parse()

	server := newServer(*homes)
	http.HandleFunc("/readyz", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, http.StatusOK, true) })
	http.HandleFunc("/api/v1/register", server.accounts.register)
	http.HandleFunc("/api/v1/login", server.accounts.logIn)
	http.HandleFunc("/api/v1/maps/", serveMap)
	http.HandleFunc("/ws/game", server.serveGame)
	log.Fatal(http.ListenAndServe(*address, nil))
}
