package kernel

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// Behind is what a simulator with slow lists puts between a route and its
// handler: writes are made known to a copy that repeats them later, and lists
// are answered by that copy.
type Behind interface {
	// Write carries out a request that may change something.
	Write(platform string, r *http.Request, body []byte, h Handler) Answer
	// List gives the answer as the list was a while ago; false: there was no
	// such list then.
	List(platform string, r *http.Request, body []byte) (Answer, bool)
}

// searches are routes that only read, although their method is POST.
var searches = map[string]bool{"/graph/api/v2/graphql": true}

// carry runs a handler, by way of what is behind, if something is.
func (rt *Router) carry(route string, r *http.Request, body []byte, h Handler) Answer {
	behind := rt.World.Behind
	if behind == nil || route == "" || rt.isInternal(r) {
		return h(r)
	}
	if !Looks(r.Method) && !searches[route] {
		return behind.Write(rt.Platform, r, body, h)
	}
	answer := h(r)
	if answer.Status != 0 && answer.Status != http.StatusOK || !searches[route] && !isList(route, encode(answer.Body)) {
		return answer
	}
	late, ok := behind.List(rt.Platform, r, body)
	if !ok { // of something that is new: its list has nothing yet
		late = Answer{Status: http.StatusOK, Body: emptied(encode(answer.Body))}
	}
	return late
}

// isList tells a list by its form: an array, or an object with one array, and
// perhaps a total.
func isList(route string, body []byte) bool {
	if strings.HasSuffix(route, "}") || strings.HasSuffix(route, "/keys") || strings.Contains(route, "/.well-known/") {
		return false
	}
	body = bytes.TrimSpace(body)
	if bytes.HasPrefix(body, []byte("[")) {
		return true
	}
	var o map[string]json.RawMessage
	if json.Unmarshal(body, &o) != nil {
		return false
	}
	arrays := 0
	for _, v := range o {
		if bytes.HasPrefix(v, []byte("[")) {
			arrays++
		}
	}
	_, total := o["total"]
	return arrays == 1 && (total || len(o) == 1)
}

// emptied is a list's answer without its items.
func emptied(body []byte) []byte {
	var o map[string]json.RawMessage
	if json.Unmarshal(body, &o) != nil {
		return []byte("[]")
	}
	for k, v := range o {
		switch {
		case bytes.HasPrefix(v, []byte("[")):
			o[k] = json.RawMessage("[]")
		case k == "total":
			o[k] = json.RawMessage("0")
		}
	}
	return encode(o)
}
