package rest

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"net/http"
	"strings"
)

// What an answer and a list may be at the most. The platforms' own are far
// below; what is above is a mistake or an attack, and must not fill the memory.
const (
	maxAnswer  = 16 << 20  // bytes, after decompression
	maxRefusal = 1 << 20   // bytes that are read of an answer that is no success
	maxDepth   = 200       // objects and lists inside of each other
	maxHeader  = 256 << 10 // bytes of an answer's headers
	maxPages   = 10_000    // of one list
	maxList    = 512 << 20 // bytes of all its pages
	maxText    = 4_000     // bytes of a sentence that an error repeats
	maxCauses  = 50        // sentences
)

// content reads an answer's body. Of one that is no success the beginning is enough.
func (c *Client) content(r Request, resp *http.Response) ([]byte, error) {
	success, limit := resp.StatusCode >= 200 && resp.StatusCode <= 299, int64(maxAnswer)
	if !success {
		limit = maxRefusal
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, brokeOff(c.broken(r, err))
	case !success:
		return body[:min(int64(len(body)), limit)], nil
	case int64(len(body)) > limit:
		return nil, c.exceeded(r, resp.StatusCode, resp.Header, fmt.Sprintf("The answer has more than %d MB, decompressed, and was not read to its end", maxAnswer>>20))
	case tooDeep(body):
		return nil, c.exceeded(r, resp.StatusCode, resp.Header, fmt.Sprintf("The answer has more than %d levels of JSON inside of each other", maxDepth))
	}
	return body, nil
}

// exceeded is the error of an answer that is more than is ever needed.
func (c *Client) exceeded(r Request, status int, h http.Header, what string) *Error {
	return &Error{
		Platform: c.opt.Platform, Operation: r.Operation, Method: r.Method, Path: r.Path.Template, Status: status, Header: h, RequestID: RequestID(h),
		Summary: what, Ambiguous: !idempotent(r.Method),
		Next: fmt.Sprintf("Nothing that the platform documents is that large. Check what answers at %s, proxies included, and give its support the request id.", c.BaseURL()),
	}
}

// headerBomb tells the transport's errors about too many headers, which have no
// type (net/http and its HTTP/2).
func headerBomb(err error) bool {
	return strings.Contains(err.Error(), "response header")
}

// tooDeep tells whether JSON has more levels than any decoder should follow.
func tooDeep(body []byte) bool {
	depth, text := 0, false
	for i := 0; i < len(body); i++ {
		switch b := body[i]; {
		case text && b == '\\':
			i++
		case b == '"':
			text = !text
		case text:
		case b == '[' || b == '{':
			if depth++; depth > maxDepth {
				return true
			}
		case b == ']' || b == '}':
			depth--
		}
	}
	return false
}

// walk goes through a list's pages, and ends a list that has no end.
type walk struct {
	pages, size int
	seen        map[uint64]bool // pages' items, and the addresses of the next pages
}

var hashSeed = maphash.MakeSeed()

// page takes a page apart; next is nil after the last.
func (w *walk) page(c *Client, r Request, pager Pager, resp Response) (items []json.RawMessage, next *Request, err error) {
	items, following, more, err := pager(c, r, resp)
	if err != nil {
		return nil, nil, err
	}
	if w.seen == nil {
		w.seen = map[uint64]bool{}
	}
	w.pages++
	w.size += len(resp.Body)
	problem := ""
	switch repeated := len(items) > 0 && w.again(items...); {
	case repeated:
		problem = "repeats an earlier one"
	case more && w.again(json.RawMessage(following.next+"?"+following.Query.Encode())):
		problem = "leads back to an earlier one"
	case more && (w.pages >= maxPages || w.size > maxList):
		problem = fmt.Sprintf("is not the last, after %d MB", w.size>>20)
	case more:
		return items, &following, nil
	default:
		return items, nil, nil
	}
	return nil, nil, c.exceeded(r, resp.Status, resp.Header, fmt.Sprintf("Page %d of the list %s, so that the list may have no end", w.pages, problem))
}

// again tells whether these were seen before, and remembers them.
func (w *walk) again(all ...json.RawMessage) bool {
	var h maphash.Hash
	h.SetSeed(hashSeed)
	for _, raw := range all {
		_, _ = h.Write(raw)
	}
	sum := h.Sum64()
	before := w.seen[sum]
	w.seen[sum] = true
	return before
}
