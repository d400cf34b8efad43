package main

import (
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"strings"
)

type mapID struct{ x, y int }

func (m mapID) String() string { return fmt.Sprintf("map_%d_%d", m.x, m.y) }

func parseMapID(text string) (mapID, bool) {
	var m mapID
	_, err := fmt.Sscanf(text, "map_%d_%d", &m.x, &m.y)
	return m, err == nil && m.String() == text
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// nearestMaps lists maps ring by ring around map_0_0, from the axes to the corners: the order flumen-bots lives by.
func nearestMaps(count int) []mapID {
	var ids []mapID
	for ring := 0; len(ids) < count; ring++ {
		begin := len(ids)
		for y := -ring; y <= ring; y++ {
			for x := -ring; x <= ring; x++ {
				if abs(x) == ring || abs(y) == ring {
					ids = append(ids, mapID{x, y})
				}
			}
		}
		added := ids[begin:]
		sort.SliceStable(added, func(a, b int) bool {
			return abs(added[a].x)+abs(added[a].y) < abs(added[b].x)+abs(added[b].y)
		})
	}
	return ids[:count]
}

// homeOf is where the account "name-N" starts: number N of the maps. The bots live there; a start of all on one map
// would be another workload.
func homeOf(username string, homes []mapID) mapID {
	number, err := strconv.Atoi(username[strings.LastIndex(username, "-")+1:])
	if err != nil || number < 1 {
		return homes[0]
	}
	return homes[(number-1)%len(homes)]
}

// spawn is where one appears who comes in from the map `from`.
func spawn(from, to mapID) (x, y float64) {
	switch {
	case from.x < to.x:
		return 100, 538
	case from.x > to.x:
		return 1820, 538
	case from.y > to.y:
		return 960, 100
	case from.y < to.y:
		return 960, 977
	}
	return 758, 605
}

type area struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

type transition struct {
	To   string `json:"to"`
	Area area   `json:"area"`
}

// serveMap answers with an open meadow: every cell can be walked on, every edge leads on.
func serveMap(w http.ResponseWriter, r *http.Request) {
	id, ok := parseMapID(strings.TrimPrefix(r.URL.Path, "/api/v1/maps/"))
	if !ok {
		writeJSON(w, http.StatusNotFound, nil)
		return
	}
	rows := make([]string, 49)
	for i := range rows {
		rows[i] = strings.Repeat(".", 22)
	}
	writeJSON(w, http.StatusOK, map[string]interface{}{
		"id":       id.String(),
		"walkable": rows,
		"transitions": []transition{
			{mapID{id.x + 1, id.y}.String(), area{1840, 440, 80, 200}},
			{mapID{id.x - 1, id.y}.String(), area{0, 440, 80, 200}},
			{mapID{id.x, id.y + 1}.String(), area{860, 0, 200, 60}},
			{mapID{id.x, id.y - 1}.String(), area{860, 1020, 200, 60}},
		},
	})
}
