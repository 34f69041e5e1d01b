package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Pager finds the items of a list's answer and the request of its next page;
// ok is false on the last one.
type Pager func(c *Client, r Request, resp Response) (items []json.RawMessage, next Request, ok bool, err error)

// Pages yields the items of a list over all its pages, which it fetches as
// they are needed.
func Pages[T any](ctx context.Context, c *Client, r Request, pager Pager) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		v := new(T)
		decoded(ctx, c, r, pager, func() any { v = new(T); return v }, func(err error) bool { return yield(*v, err) })
	}
}

// decoded decodes each item into what next gives before it is yielded.
func decoded(ctx context.Context, c *Client, r Request, pager Pager, next func() any, yield func(error) bool) {
	pages(ctx, c, r, pager, func(raw json.RawMessage, err error) bool {
		v := next()
		if err == nil {
			err = decode(c, r, raw, v)
		}
		return yield(err) && err == nil
	})
}

// pages yields the items as they came, or one error.
func pages(ctx context.Context, c *Client, r Request, pager Pager, yield func(json.RawMessage, error) bool) {
	var w walk
	r.List = true
	for {
		resp, err := c.Send(ctx, r)
		if err != nil {
			yield(nil, err)
			return
		}
		items, next, err := w.page(c, r, pager, resp)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, raw := range items {
			if !yield(raw, nil) {
				return
			}
		}
		if next == nil {
			return
		}
		r = *next
	}
}

// Whole is the pager of a list that comes as one JSON array.
func Whole(c *Client, r Request, resp Response) ([]json.RawMessage, Request, bool, error) {
	var items []json.RawMessage
	err := decode(c, r, resp.Body, &items)
	return items, Request{}, false, err
}

// LinkNext is the pager of lists whose next page is in a header
// `Link: <…>; rel="next"`. The link is followed only to the platform's own
// origin: elsewhere it would carry the credentials away.
func LinkNext(c *Client, r Request, resp Response) ([]json.RawMessage, Request, bool, error) {
	items, _, _, err := Whole(c, r, resp)
	if err != nil {
		return nil, Request{}, false, err
	}
	link := nextLink(resp.Header)
	if link == "" {
		return items, Request{}, false, nil
	}
	u, err := c.opt.BaseURL.Parse(link)
	if err != nil || u.Opaque != "" || !sameOrigin(u, c.opt.BaseURL) {
		return nil, Request{}, false, fmt.Errorf("%s could not %s: the next page is at another address, %q, which is not followed", c.opt.Platform, r.Operation, link)
	}
	next := r
	next.next = strings.TrimPrefix(u.RequestURI(), strings.TrimSuffix(c.opt.BaseURL.EscapedPath(), "/"))
	return items, next, true, nil
}

func nextLink(h http.Header) string {
	for _, line := range h.Values("Link") {
		for part := range strings.SplitSeq(line, ",") {
			target, params, _ := strings.Cut(part, ";")
			target = strings.TrimSpace(target)
			if strings.Contains(params, `rel="next"`) && strings.HasPrefix(target, "<") && strings.HasSuffix(target, ">") {
				return target[1 : len(target)-1]
			}
		}
	}
	return ""
}

// OffsetLimit is the pager of lists that are asked for with offset and limit.
// key names the member that holds the items; empty: the answer is the array.
// The end is where "total" is reached or, without it, a page that is not full.
func OffsetLimit(key string) Pager {
	return func(c *Client, r Request, resp Response) ([]json.RawMessage, Request, bool, error) {
		var items []json.RawMessage
		total := -1
		if key == "" {
			if err := decode(c, r, resp.Body, &items); err != nil {
				return nil, Request{}, false, err
			}
		} else {
			var page map[string]json.RawMessage
			if err := decode(c, r, resp.Body, &page); err != nil {
				return nil, Request{}, false, err
			}
			if err := decode(c, r, page[key], &items); err != nil {
				return nil, Request{}, false, err
			}
			if n, err := strconv.Atoi(string(page["total"])); err == nil {
				total = n
			}
		}
		limit, _ := strconv.Atoi(r.Query.Get("limit"))
		offset, _ := strconv.Atoi(r.Query.Get("offset"))
		offset += len(items)
		if len(items) == 0 || limit == 0 || total >= 0 && offset >= total || total < 0 && len(items) < limit {
			return items, Request{}, false, nil
		}
		next := r
		next.Query = url.Values{}
		maps.Copy(next.Query, r.Query)
		next.Query.Set("offset", strconv.Itoa(offset))
		return items, next, true, nil
	}
}
