package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// kind is a way to fail.
type kind struct {
	name string
	// wide is a failure of the way to the platform or of all of it: what follows
	// fails, too, whatever it asks for. The others are about one path.
	wide   bool
	strike func(r *http.Request, next http.RoundTripper) (*http.Response, error)
}

var kinds = []kind{
	{name: "429 with reset", wide: true, strike: refusing(http.StatusTooManyRequests, func(h http.Header, now time.Time) {
		h.Set("X-Rate-Limit-Limit", "100")
		h.Set("X-Rate-Limit-Remaining", "0")
		h.Set("X-Rate-Limit-Reset", strconv.FormatInt(now.Add(30*time.Second).Unix(), 10))
	})},
	{name: "429 without headers", wide: true, strike: refusing(http.StatusTooManyRequests, nil)},
	// Okta's rate-limit pages: both numbers are 0, the reset is a suggestion.
	{name: "429 for concurrency", wide: true, strike: refusing(http.StatusTooManyRequests, func(h http.Header, now time.Time) {
		h.Set("X-Rate-Limit-Limit", "0")
		h.Set("X-Rate-Limit-Remaining", "0")
		h.Set("X-Rate-Limit-Reset", strconv.FormatInt(now.Unix(), 10))
	})},
	{name: "500", wide: true, strike: refusing(http.StatusInternalServerError, nil)},
	{name: "502", wide: true, strike: empty(http.StatusBadGateway)},
	{name: "503", wide: true, strike: empty(http.StatusServiceUnavailable)},
	{name: "connection refused", wide: true, strike: func(*http.Request, http.RoundTripper) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	}},
	{name: "reset before", wide: true, strike: func(*http.Request, http.RoundTripper) (*http.Response, error) { return nil, reset() }},
	{name: "reset after", wide: true, strike: func(r *http.Request, next http.RoundTripper) (*http.Response, error) {
		_ = carriedOut(r, next)
		return nil, reset()
	}},
	{name: "cut in the middle", wide: true, strike: func(r *http.Request, next http.RoundTripper) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		return changed(resp, err, func(body []byte) io.Reader {
			return io.MultiReader(bytes.NewReader(body[:len(body)/2]), broken{})
		})
	}},
	{name: "slow", wide: true, strike: func(r *http.Request, next http.RoundTripper) (*http.Response, error) {
		_ = carriedOut(r, next)
		<-r.Context().Done()
		return nil, r.Context().Err()
	}},
	// A page of a proxy, which asks somebody to sign in.
	{name: "HTML", wide: true, strike: func(r *http.Request, _ http.RoundTripper) (*http.Response, error) {
		return answer(r, http.StatusOK, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Welcome to the network.</body></html>"), nil
	}},
	{name: "empty body", wide: true, strike: func(r *http.Request, next http.RoundTripper) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		return changed(resp, err, func([]byte) io.Reader { return bytes.NewReader(nil) })
	}},
	{name: "unknown members", wide: true, strike: func(r *http.Request, next http.RoundTripper) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		return changed(resp, err, func(body []byte) io.Reader { return bytes.NewReader(strange(body)) })
	}},
	{name: "401", wide: false, strike: refusing(http.StatusUnauthorized, nil)},
	{name: "403", wide: false, strike: refusing(http.StatusForbidden, nil)},
	{name: "404", wide: false, strike: refusing(http.StatusNotFound, nil)},
	{name: "409", wide: false, strike: refusing(http.StatusConflict, nil)},
	{name: "423", wide: false, strike: refusing(http.StatusLocked, nil)},
}

func reset() error {
	return &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
}

// carriedOut lets the platform act although nobody waits for its answer.
func carriedOut(r *http.Request, next http.RoundTripper) error {
	resp, err := next.RoundTrip(r.WithContext(context.WithoutCancel(r.Context())))
	if err == nil {
		err = resp.Body.Close()
	}
	return err
}

// words are what the platforms say with a status: codes and sentences of their
// documents and recordings. Okta first, then Anypoint; "": an empty body.
var words = map[int][2]string{
	http.StatusUnauthorized:        {`{"errorCode":"E0000011","errorSummary":"Invalid token provided","errorCauses":[]}`, "Unauthorized"},
	http.StatusForbidden:           {`{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action","errorCauses":[]}`, `{"name":"ForbiddenError","message":"Forbidden"}`},
	http.StatusNotFound:            {`{"errorCode":"E0000007","errorSummary":"Not found: Resource not found: x (Resource)","errorCauses":[]}`, `{"name":"NotFoundError","message":"Resource not found"}`},
	http.StatusConflict:            {`{"errorCode":"E0000001","errorSummary":"Api validation failed","errorCauses":[{"errorSummary":"name: An object with this field already exists in the current organization"}]}`, `{"name":"ConflictError","message":"The resource already exists"}`},
	http.StatusLocked:              {`{"errorCode":"E0000239","errorSummary":"Group rules are being reconciled. Try again later.","errorCauses":[]}`, ""},
	http.StatusTooManyRequests:     {`{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests.","errorCauses":[]}`, ""},
	http.StatusInternalServerError: {`{"errorCode":"E0000009","errorSummary":"Internal Server Error","errorCauses":[]}`, ""},
}

// refusing answers as the platform does, which does not act.
func refusing(status int, headers func(h http.Header, now time.Time)) func(*http.Request, http.RoundTripper) (*http.Response, error) {
	return func(r *http.Request, _ http.RoundTripper) (*http.Response, error) {
		said := words[status][1]
		if strings.HasPrefix(r.URL.Host, "okta.") {
			said = words[status][0]
		}
		resp := answer(r, status, "application/json", said)
		if headers != nil {
			headers(resp.Header, time.Now())
		}
		return resp, nil
	}
}

func empty(status int) func(*http.Request, http.RoundTripper) (*http.Response, error) {
	return func(r *http.Request, _ http.RoundTripper) (*http.Response, error) {
		return answer(r, status, "", ""), nil
	}
}

func answer(r *http.Request, status int, contentType, body string) *http.Response {
	h := http.Header{"Date": {time.Now().UTC().Format(http.TimeFormat)}}
	if contentType != "" && body != "" {
		h.Set("Content-Type", contentType)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}
}

// changed is an answer with another body.
func changed(resp *http.Response, err error, change func([]byte) io.Reader) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body, resp.ContentLength = io.NopCloser(change(body)), -1
	return resp, nil
}

// broken is the end of a connection in the middle of an answer.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// strange adds to every object of a JSON text members that nobody knows, and
// says null where a list or an object is empty.
func strange(body []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return body
	}
	out, err := json.Marshal(stranger(v))
	if err != nil {
		return body
	}
	return out
}

func stranger(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			return nil
		}
		for k, member := range v {
			v[k] = stranger(member)
		}
		v["x_of_tomorrow"] = map[string]any{"x_inner": []any{json.Number("1"), "two"}}
		v["x_null"] = nil
	case []any:
		if len(v) == 0 {
			return []any{}
		}
		for i, item := range v {
			v[i] = stranger(item)
		}
	}
	return v
}
