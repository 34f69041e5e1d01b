// Package rest is the HTTP side of both platforms: sign-in, retries, rate
// limits, paging, read-ahead, errors and logs. It knows nothing of Terraform
// and nothing of a particular object.
package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// Signer adds credentials to requests.
type Signer interface {
	// Sign adds the credentials to one attempt.
	Sign(ctx context.Context, r *http.Request) error
	// Refused is told of a 401 (and of a demand for a DPoP nonce) and answers
	// whether a second attempt has new credentials to offer.
	Refused(ctx context.Context, r *http.Request, resp *http.Response) bool
}

// Options make a Client.
type Options struct {
	Platform  string // as it reads in an error
	Subsystem string // of the log: "okta", "anypoint"
	BaseURL   *url.URL
	UserAgent string
	Transport http.RoundTripper // nil: Transport's
	Signer    Signer            // nil: no credentials
	// Explain fills an Error from an answer in the vendor's form.
	Explain func(e *Error, resp *http.Response, body []byte)
	Secrets *Secrets
	// Exists tells whether a refused creation was refused because such an
	// object is there already. nil: nobody knows.
	Exists func(e *Error) bool
	// MaxTries bounds the attempts for one call, the first included. 0: 6.
	MaxTries int
	// Limits are shared by the clients of a process. nil: the client has its own.
	Limits *Limits
	// Bucket names the quota that the requests for a template count against.
	// nil: each template has its own.
	Bucket func(template string) string
	// NoReadAhead turns Collection's read-ahead off.
	NoReadAhead bool
}

// Client talks to one platform. It is safe for concurrent use.
type Client struct {
	opt       Options
	http      *retryablehttp.Client
	readAhead readAhead
	clock     skew
	born      time.Time
	wrote     atomic.Int64 // when something was last written; before that: born
	namesakes sync.Map     // of *namesakes by collection
}

// New makes a client. It sends nothing.
func New(opt Options) *Client {
	if opt.Transport == nil {
		opt.Transport = shared
	}
	if opt.Secrets == nil {
		opt.Secrets = &Secrets{}
	}
	if opt.Limits == nil {
		opt.Limits = &Limits{}
	}
	c := &Client{opt: opt, born: time.Now()}
	c.wrote.Store(c.born.UnixNano())
	c.http = newRetrying(&attempt{opt: &c.opt, clock: &c.clock}, opt.MaxTries)
	c.readAhead.off = opt.NoReadAhead
	return c
}

// Secrets are the values that this client keeps out of errors.
func (c *Client) Secrets() *Secrets { return c.opt.Secrets }

// BaseURL is the address of the platform without a trailing slash.
func (c *Client) BaseURL() string { return strings.TrimSuffix(c.opt.BaseURL.String(), "/") }

// Request is one call.
type Request struct {
	Operation string // what it is for, as in `read the scope "scp1"`; it follows "could not"
	Method    string
	Path      Path
	Query     url.Values
	Header    http.Header
	// Body is sent as JSON, except url.Values (a form), Raw, and a function that
	// makes a form for every try: what proves a client may count only once.
	Body any
	// Repeatable allows repetition after a broken connection although the
	// method alone does not.
	Repeatable bool
	// List is a get of several objects, which may lag behind what was written.
	List bool

	next string // path and query of a following page, in place of Path and Query
}

const formType = "application/x-www-form-urlencoded"

// Raw is a body with a content type of its own.
type Raw struct {
	ContentType string
	Content     []byte
}

// Response is an answer of the 2xx range.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Do sends a request and decodes the answer's JSON. An empty answer leaves T zero.
func Do[T any](ctx context.Context, c *Client, r Request) (T, error) {
	return as[T](c.answer(ctx, r))
}

func decode(c *Client, r Request, body []byte, into any) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	if err := json.Unmarshal(body, into); err != nil {
		return &Error{
			Platform: c.opt.Platform, Operation: r.Operation, Method: r.Method, Path: r.Path.Template, Status: http.StatusOK,
			Summary: "The answer could not be understood: " + c.opt.Secrets.Scrub(err.Error()), Ambiguous: !idempotent(r.Method),
		}
	}
	return nil
}

// once sends a request, repetitions of retryablehttp's included.
func (c *Client) once(ctx context.Context, r Request) (Response, error) {
	req, err := c.build(ctx, r)
	if err != nil {
		return Response{}, fmt.Errorf("%s could not %s: %w", c.opt.Platform, r.Operation, err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return Response{}, c.broken(r, err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := c.content(r, resp)
	if err != nil {
		return Response{}, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return Response{}, c.refused(r, resp, body)
	}
	if err := c.foreign(r, resp, body); err != nil {
		return Response{}, err
	}
	return Response{resp.StatusCode, resp.Header, body}, nil
}

func (c *Client) build(ctx context.Context, r Request) (*retryablehttp.Request, error) {
	target := c.BaseURL() + r.next
	if r.next == "" {
		path, err := r.Path.Escaped()
		if err != nil {
			return nil, err
		}
		target = c.BaseURL() + path
		if len(r.Query) > 0 {
			target += "?" + r.Query.Encode()
		}
	}
	var content any = []byte(nil)
	contentType := ""
	switch b := r.Body.(type) {
	case nil:
	case url.Values:
		content, contentType = []byte(b.Encode()), formType
	case func() (url.Values, error):
		content, contentType = func() (io.Reader, error) {
			form, err := b()
			return strings.NewReader(form.Encode()), err
		}, formType
	case Raw:
		content, contentType = b.Content, b.ContentType
	default:
		var err error
		if content, err = json.Marshal(b); err != nil {
			return nil, fmt.Errorf("encode the request: %w", err)
		}
		contentType = "application/json"
	}
	ctx = tflog.NewSubsystem(ctx, c.opt.Subsystem)
	ctx = context.WithValue(ctx, templateKey{}, r.Path.Template)
	ctx = withRepeatable(ctx, r.Repeatable || idempotent(r.Method))
	req, err := retryablehttp.NewRequestWithContext(ctx, r.Method, target, content)
	if _, address := errors.AsType[*url.Error](err); address {
		return nil, errors.New("the address is not a URL")
	}
	if err != nil {
		return nil, err
	}
	maps.Copy(req.Header, r.Header)
	req.Header.Set("Accept", "application/json")
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if c.opt.UserAgent != "" {
		req.Header.Set("User-Agent", c.opt.UserAgent)
	}
	return req, nil
}

// broken is the error of a request that got no whole answer.
func (c *Client) broken(r Request, err error) error {
	if signIn, ok := errors.AsType[*Error](err); ok {
		return signIn // sign-in failed; its own error says more
	}
	// A url.Error repeats the URL with its query; only what it wraps is wanted.
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	e := &Error{
		Platform: c.opt.Platform, Operation: r.Operation, Method: r.Method, Path: r.Path.Template,
		Cause: err, Ambiguous: !idempotent(r.Method) && !neverSent(err),
	}
	held, isHeld := errors.AsType[*delayed](err)
	switch {
	case isHeld:
		e.Summary, e.RequestID, e.Ambiguous = fmt.Sprintf("%s %s was not carried out: %s", r.Method, r.Path.Template, held), held.requestID, false
		if held.refused > 0 {
			e.Status = http.StatusTooManyRequests
		}
		e.Next = "Let fewer requests go at once (terraform apply -parallelism=2), raise the limit or max_requests_share, or allow more time."
	case errors.Is(err, context.Canceled):
	case headerBomb(err):
		e.Next = fmt.Sprintf("The answer's headers have more than %d KB, and were not read to their end. Check what answers at %s, proxies included.", maxHeader>>10, c.BaseURL())
	default:
		e.Next = fmt.Sprintf("Check that %s can be reached from here, proxies and certificates included.", c.BaseURL())
	}
	return e
}

func (c *Client) refused(r Request, resp *http.Response, body []byte) error {
	e := &Error{
		Platform: c.opt.Platform, Operation: r.Operation, Method: r.Method, Path: r.Path.Template, Status: resp.StatusCode, Header: resp.Header,
		// A proxy in between may have passed the request on before it gave up.
		Ambiguous: !idempotent(r.Method) && resp.StatusCode >= 500,
	}
	if c.opt.Explain != nil {
		c.opt.Explain(e, resp, body)
	}
	if away, err := resp.Location(); err == nil && resp.StatusCode < 400 {
		e.Summary = fmt.Sprintf("The answer leads to %s://%s, and is not followed: credentials go nowhere but to %s", away.Scheme, away.Host, c.BaseURL())
		e.Next = "Check the address in the provider's block, and what answers there: no call of the platform's API leads elsewhere."
	}
	if e.Summary == "" && e.Code == "" {
		e.Summary = excerpt(body)
	}
	if e.Next == "" {
		e.Next = next(e.Status)
	}
	e.Summary = cut(c.opt.Secrets.Scrub(e.Summary), maxText)
	if n := len(e.Causes) - maxCauses; n > 0 {
		e.Causes = append(e.Causes[:maxCauses:maxCauses], fmt.Sprintf("and %d more", n))
	}
	for i := range e.Causes {
		e.Causes[i] = cut(c.opt.Secrets.Scrub(e.Causes[i]), maxText)
	}
	return e
}

// cut keeps what an error repeats of an answer readable.
func cut(text string, most int) string {
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

// excerpt is the start of a body in an unknown form, such as a proxy's page.
func excerpt(body []byte) string {
	return cut(strings.Join(strings.Fields(string(body)), " "), 300)
}

type templateKey struct{}

// attempt is the transport of one try: it waits for the bucket, signs, sends,
// renews the credentials once after a 401, waits and sends again after a 429,
// and logs. No header and no body is ever logged.
type attempt struct {
	opt   *Options
	clock *skew
}

func (a *attempt) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	template, _ := ctx.Value(templateKey{}).(string)
	bucket := template
	if a.opt.Bucket != nil {
		bucket = a.opt.Bucket(template)
	}
	tell := func(wait time.Duration, limit int) {
		tflog.SubsystemInfo(ctx, a.opt.Subsystem, "waiting for the rate limit", map[string]any{"bucket": bucket, "ms": wait.Milliseconds(), "limit": limit})
	}
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		_ = r.Body.Close()
	}
	begin, held := time.Now(), &delayed{}
	for second := false; ; {
		if held.cause = a.opt.Limits.enter(ctx, a.opt.BaseURL.Host+bucket, tell); held.cause != nil {
			if held.waited = time.Since(begin); held.waited < time.Millisecond {
				return nil, held.cause
			}
			return nil, held
		}
		try, resp, err := a.send(r, body, template)
		a.opt.Limits.leave(a.opt.BaseURL.Host+bucket, resp, held.refused)
		switch {
		case err != nil:
			return nil, err
		case resp.StatusCode == http.StatusTooManyRequests:
			held.refused++
			held.requestID = RequestID(resp.Header)
		case second || a.opt.Signer == nil || !wantsCredentials(resp) || !a.opt.Signer.Refused(ctx, try, resp):
			return resp, nil
		default:
			second = true
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxRefusal))
		_ = resp.Body.Close()
	}
}

// send signs a copy of the request, with that body, and sends it once.
func (a *attempt) send(r *http.Request, body []byte, template string) (*http.Request, *http.Response, error) {
	ctx := r.Context()
	try := r.Clone(ctx)
	if body != nil {
		try.Body = io.NopCloser(bytes.NewReader(body))
		try.ContentLength = int64(len(body))
	}
	if a.opt.Signer != nil {
		if err := a.opt.Signer.Sign(ctx, try); err != nil {
			return nil, nil, err
		}
	}
	start := time.Now()
	if !idempotent(r.Method) {
		try = try.WithContext(graced(ctx))
	}
	resp, err := a.opt.Transport.RoundTrip(try)
	fields := map[string]any{"method": r.Method, "path": template, "ms": time.Since(start).Milliseconds()}
	if err != nil {
		// A transport's error may repeat the URL and its query: it is not logged.
		tflog.SubsystemWarn(ctx, a.opt.Subsystem, "no answer", fields)
		return nil, nil, err
	}
	fields["status"], fields["request_id"] = resp.StatusCode, RequestID(resp.Header)
	tflog.SubsystemDebug(ctx, a.opt.Subsystem, "answer", fields)
	a.clock.learn(resp)
	return try, resp, nil
}

// wantsCredentials tells whether other credentials could help: a 401, or a
// demand for a DPoP nonce, which may come with 400 (RFC 9449, section 8).
func wantsCredentials(resp *http.Response) bool {
	return resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusBadRequest && resp.Header.Get("Dpop-Nonce") != ""
}

// RequestID is the id by which the vendor finds a request in its own logs.
func RequestID(h http.Header) string {
	for _, name := range []string{"X-Okta-Request-Id", "X-Request-Id", "X-Correlation-Id"} {
		if v := h.Get(name); v != "" {
			return v
		}
	}
	return ""
}
