package console

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// change is one request of an object's life.
type change struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Method string    `json:"method"`
	Path   string    `json:"path"`
	Status int       `json:"status"`
	Made   bool      `json:"made,omitempty"` // the object began with it
	// Edits are what the answer shows otherwise than the one before it.
	Edits []edit `json:"edits,omitempty"`
}

// edit is a member that changed.
type edit struct {
	Path string `json:"path"`
	From any    `json:"from"`
	To   any    `json:"to"`
}

// history finds the requests that made an object what it is, in the request log.
func (c *Console) history(of collection, ids []string, m masker) []change {
	path, err := url.PathUnescape(of.path(ids))
	if err != nil {
		path = of.path(ids)
	}
	var parts []string // what is below the object, and has a history of its own
	for _, below := range collections {
		if below.platform == of.platform && below.of == of.name {
			parts = append(parts, below.listPath(ids))
		}
	}
	out := []change{}
	var before any
	list, _, _ := c.world.Log.Since(0)
	for _, x := range list {
		if x.Platform != of.platform || !writes(x) || x.Status < 200 || x.Status > 299 {
			continue
		}
		made := x.Method == http.MethodPost && begins(x, ids[len(ids)-1])
		at := x.Path == path || strings.HasPrefix(x.Path, path+"/") && !slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(x.Path, p) })
		if !made && !at {
			continue
		}
		entry := change{At: x.At, By: by(x), Method: x.Method, Path: x.Path, Status: x.Status, Made: made && before == nil}
		reply, _ := m.hide(answer{body: x.Reply}.json())
		if _, isObject := reply.(map[string]any); isObject {
			entry.Edits = edits(before, reply, "")
			before = reply
		}
		out = append(out, entry)
	}
	slices.Reverse(out) // the latest first
	return out
}

// begins tells whether a request made the object with an identifier: its answer
// is the object, or the client that is one.
func begins(x kernel.Exchange, id string) bool {
	if !bytes.Contains(x.Reply, []byte(id)) {
		return false
	}
	return text(answer{body: x.Reply}.json(), "id client_id clientId providerId") == id
}

// housekeeping are members that change with every request.
var housekeeping = []string{"lastUpdated", "updated", "audit", "_links", "_embedded", "lastMembershipUpdated"}

// edits compares two states of an object. What one of them does not tell is no
// edit: the answers to a POST, a PATCH and a PUT tell different members.
func edits(before, after any, path string) []edit {
	b, isObject := before.(map[string]any)
	a, both := after.(map[string]any)
	if !isObject || !both {
		if before == nil && path == "" || equal(before, after) {
			return nil
		}
		return []edit{{path, before, after}}
	}
	var out []edit
	names := make([]string, 0, len(b))
	for name := range b {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		now, there := a[name]
		if there && !slices.Contains(housekeeping, name) {
			out = append(out, edits(b[name], now, strings.TrimPrefix(path+"."+name, "."))...)
		}
	}
	return out
}
