package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
)

// detail is an object in full.
type detail struct {
	Key     string   `json:"key"`
	Path    string   `json:"path"`             // on its platform
	Change  string   `json:"change,omitempty"` // the method that changes it
	Delete  bool     `json:"delete"`
	Hidden  int      `json:"hidden"` // how many secrets are masked
	Body    any      `json:"body"`
	History []change `json:"history"`
}

// asked finds the object that a request to the console is about.
func asked(r *http.Request) (of collection, ids []string, found bool) {
	of, found = find(r.PathValue("platform"), r.PathValue("collection"))
	ids = strings.Split(r.PathValue("id"), "/")
	return of, ids, found && len(ids) == of.depth()
}

// current reads an object as its platform shows it.
func (c *Console) current(r *http.Request, of collection, ids []string) (map[string]any, answer, error) {
	if of.listed {
		for _, item := range c.list(r, of, ids[:len(ids)-1]) {
			if text(item, of.id) == ids[len(ids)-1] {
				return item, answer{status: http.StatusOK}, nil
			}
		}
		return nil, answer{status: http.StatusNotFound}, nil
	}
	a, err := c.ask(r, of.platform, http.MethodGet, of.path(ids), nil)
	body, _ := a.json().(map[string]any)
	return body, a, err
}

// show tells one object, its secrets masked unless ?reveal=true asks for them.
func (c *Console) show(w http.ResponseWriter, r *http.Request) {
	of, ids, found := asked(r)
	if !found {
		complain(w, http.StatusNotFound, "There is no such kind of object")
		return
	}
	body, a, err := c.current(r, of, ids)
	if err != nil || !a.ok() {
		complain(w, http.StatusNotFound, "The object is not there (any more)")
		return
	}
	m := c.masker()
	d := detail{Key: key(of, ids), Path: of.path(ids), Change: of.change, Delete: !of.fixed, History: c.history(of, ids, m)}
	d.Body, d.Hidden = m.hide(body)
	if r.URL.Query().Get("reveal") == "true" {
		d.Body = body
	}
	tell(w, http.StatusOK, d)
}

// change replaces an object by the body of the request: a person's edit, made
// by the platform's own API. Masks that come back mean what they hide.
func (c *Console) change(w http.ResponseWriter, r *http.Request) {
	of, ids, found := asked(r)
	if !found {
		complain(w, http.StatusNotFound, "There is no such kind of object")
		return
	}
	if of.change == "" {
		complain(w, http.StatusMethodNotAllowed, "Objects of this kind cannot be changed")
		return
	}
	sent, err := readObject(w, r)
	if err != nil {
		complain(w, http.StatusBadRequest, "The body is not a JSON object: "+err.Error())
		return
	}
	current, a, err := c.current(r, of, ids)
	if err != nil || !a.ok() {
		complain(w, http.StatusNotFound, "The object is not there (any more)")
		return
	}
	wanted, _ := unmask(sent, current).(map[string]any)
	step := of.step(ids, text(current, "status"), text(wanted, "status"))
	changed := maps.Clone(wanted)
	maps.DeleteFunc(changed, func(member string, v any) bool { return equal(v, current[member]) })
	if step != "" {
		if delete(changed, "status"); len(changed) == 0 {
			c.pass(w, r, of, http.MethodPost, step, nil)
			return
		}
		if a, err := c.ask(r, of.platform, http.MethodPost, step, nil); err != nil || !a.ok() {
			c.answer(w, of, a, err)
			return
		}
	}
	if of.change == http.MethodPatch || of.keeps {
		wanted = changed
	}
	c.pass(w, r, of, of.change, of.path(ids), wanted)
}

// remove deletes an object. What the platform wants to be out of use first is
// taken out of use.
func (c *Console) remove(w http.ResponseWriter, r *http.Request) {
	of, ids, found := asked(r)
	if !found {
		complain(w, http.StatusNotFound, "There is no such kind of object")
		return
	}
	if of.retire {
		if _, err := c.ask(r, of.platform, http.MethodPost, of.path(ids)+"/lifecycle/deactivate", nil); err != nil {
			complain(w, http.StatusInternalServerError, err.Error())
			return
		}
	}
	c.pass(w, r, of, http.MethodDelete, of.path(ids), nil)
}

// pass sends a change to a platform, and its answer to the page.
func (c *Console) pass(w http.ResponseWriter, r *http.Request, of collection, method, path string, body any) {
	a, err := c.ask(r, of.platform, method, path, body)
	c.answer(w, of, a, err)
}

// answer shows the page what a platform answered.
func (c *Console) answer(w http.ResponseWriter, of collection, a answer, err error) {
	if err != nil {
		complain(w, http.StatusInternalServerError, err.Error())
		return
	}
	if !a.ok() {
		complain(w, a.status, fmt.Sprintf("%s answers %d: %s", title(of.platform), a.status, c.reason(a)))
		return
	}
	shown, _ := c.masker().hide(a.json())
	tell(w, http.StatusOK, map[string]any{"status": a.status, "body": shown})
}

// reason is what a platform said of a refusal.
func (c *Console) reason(a answer) string {
	v := a.json()
	if causes, _ := at(v, "errorCauses").([]any); len(causes) > 0 {
		return text(v, "errorSummary") + " (" + text(causes[0], "errorSummary") + ")"
	}
	if said := text(v, "errorSummary error_description message error"); said != "" {
		return said
	}
	return strings.TrimSpace(string(a.body))
}

func title(platform string) string { return strings.ToUpper(platform[:1]) + platform[1:] }

// maxBody is more than a person writes.
const maxBody = 1 << 20

func readObject(w http.ResponseWriter, r *http.Request) (map[string]any, error) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, err
	}
	var o map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&o); err != nil {
		return nil, err
	}
	if o == nil {
		o = map[string]any{}
	}
	return o, nil
}

func tell(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func complain(w http.ResponseWriter, status int, message string) {
	tell(w, status, map[string]string{"error": message})
}
