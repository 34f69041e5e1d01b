package rest

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// TestWalk_largePages: a list of large pages ends by its size.
func TestWalk_largePages(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("https://platform.example.com")
	c, body := New(Options{Platform: "Test", Subsystem: "test", BaseURL: u}), make([]byte, 15<<20)
	var w walk
	for page := 1; ; page++ {
		next := func(_ *Client, r Request, _ Response) ([]json.RawMessage, Request, bool, error) {
			r.next = "/things?after=" + strconv.Itoa(page)
			return []json.RawMessage{json.RawMessage(strconv.Itoa(page))}, r, true, nil
		}
		_, _, err := w.page(c, Request{Operation: "list"}, next, Response{Status: 200, Body: body})
		if err == nil && page < 35 {
			continue
		}
		if err == nil || page != 35 || !strings.Contains(err.Error(), "Page 35 of the list is not the last, after 525 MB") {
			t.Errorf("page %d: %v", page, err)
		}
		return
	}
}
