package okta

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// paging is how a list is cut.
type paging struct {
	fallback int // the page size when none is asked for; 0: everything
	most     int // the largest page; 0: any
}

// list answers one page of items and the links around it. Recorded:
// paging_link_next_200 (two Link headers, after is the last id of the page)
// and app_list_q_200 (rel="self" alone on the last page).
func list[T any](p *Platform, r *http.Request, items []T, id func(T) string, render func(T) *object, how paging) kernel.Answer {
	// Not known: what Okta answers to a limit that is no positive number. It
	// is taken as absent here, and a limit above the most as the most.
	limit := how.fallback
	if n, err := strconv.Atoi(r.URL.Query().Get("limit")); err == nil && n > 0 {
		limit = n
		if how.most > 0 {
			limit = min(limit, how.most)
		}
	}
	if after := r.URL.Query().Get("after"); after != "" {
		start := len(items)
		for i := range items {
			if id(items[i]) == after {
				start = i + 1
				break
			}
		}
		items = items[start:]
	}
	h := http.Header{}
	self := p.world.OktaURL + r.URL.EscapedPath()
	h.Add("Link", "<"+joinQuery(self, r.URL.RawQuery)+`>; rel="self"`)
	if limit > 0 && len(items) > limit {
		items = items[:limit]
		next := "after=" + url.QueryEscape(id(items[limit-1]))
		if rest := withoutParameter(r.URL.RawQuery, "after"); rest != "" {
			next += "&" + rest
		}
		h.Add("Link", "<"+joinQuery(self, next)+`>; rel="next"`)
	}
	return kernel.Answer{Status: http.StatusOK, Header: h, Body: renderAll(items, render)}
}

// plainList answers all items, without links.
func plainList[T any](items []T, render func(T) *object) kernel.Answer {
	return kernel.Answer{Status: http.StatusOK, Body: renderAll(items, render)}
}

func renderAll[T any](items []T, render func(T) *object) []any {
	out := make([]any, 0, len(items))
	for _, item := range items {
		out = append(out, render(item))
	}
	return out
}

func joinQuery(u, query string) string {
	if query == "" {
		return u
	}
	return u + "?" + query
}

func withoutParameter(rawQuery, name string) string {
	var kept []string
	for part := range strings.SplitSeq(rawQuery, "&") {
		if key, _, _ := strings.Cut(part, "="); part != "" && key != name {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
