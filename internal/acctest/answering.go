package acctest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// Answering is a way to a platform that answers as change says: it gets what
// the simulator answered to a request that succeeded, and returns what the
// provider is to see.
func Answering(change func(r *http.Request, answer any) any) http.RoundTripper {
	return transport(func(r *http.Request) (*http.Response, error) {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil || resp.StatusCode >= http.StatusMultipleChoices {
			return resp, err
		}
		raw, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			return nil, err
		}
		var v any
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		if d.Decode(&v) == nil {
			if raw, err = json.Marshal(change(r, v)); err != nil {
				return nil, err
			}
		}
		resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
		return resp, nil
	})
}
