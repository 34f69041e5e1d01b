package rest_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

type carrying func(*http.Request) (*http.Response, error)

func (c carrying) RoundTrip(r *http.Request) (*http.Response, error) { return c(r) }

// TestInterrupted_waitsForWhatIsOnItsWay interrupts a creation while the platform
// carries it out: the answer still comes, and a get is given up.
func TestInterrupted_waitsForWhatIsOnItsWay(t *testing.T) {
	t.Parallel()
	u, err := url.Parse("https://platform.example")
	if err != nil {
		t.Fatal(err)
	}
	for method, succeeds := range map[string]bool{http.MethodPost: true, http.MethodGet: false} {
		ctx, interrupt := context.WithCancel(t.Context())
		client := rest.New(rest.Options{Platform: "Test", Subsystem: "test", BaseURL: u, Transport: carrying(func(r *http.Request) (*http.Response, error) {
			interrupt()
			select {
			case <-r.Context().Done():
				return nil, r.Context().Err()
			case <-time.After(50 * time.Millisecond):
			}
			return &http.Response{StatusCode: http.StatusCreated, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"id":"1"}`))}, nil
		})})
		_, err := client.Send(ctx, rest.Request{Operation: "try", Method: method, Path: rest.P("/things")})
		if (err == nil) != succeeds {
			t.Errorf("%s: %v", method, err)
		}
	}
}
