package okta_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// scripted is an org that gives its answers in turn, such as `200 {"id":"x"}`,
// and keeps what it was asked, such as `POST /api/v1/apps {"label":"x"}`. There
// is no network, so that it goes with the clock of synctest.
type scripted struct {
	answers []string
	asked   []string
}

func (s *scripted) RoundTrip(r *http.Request) (*http.Response, error) {
	asked := r.Method + " " + r.URL.RequestURI()
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		asked = strings.TrimSpace(asked + " " + string(body))
	}
	s.asked = append(s.asked, asked)
	if len(s.asked) > len(s.answers) {
		return nil, fmt.Errorf("nobody expected %s", asked)
	}
	var status int
	answer := s.answers[len(s.asked)-1]
	if _, err := fmt.Sscan(answer, &status); err != nil {
		return nil, err
	}
	_, body, _ := strings.Cut(answer, " ")
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(bytes.NewReader([]byte(body))),
	}, nil
}

// client tries each call once.
func (s *scripted) client() *okta.Client {
	return okta.New(okta.Options{
		OrgURL: &url.URL{Scheme: "https", Host: "a.test"}, Signer: okta.APIToken("secret"), Transport: s, MaxTries: 1, NoReadAhead: true,
	})
}

// wasAsked holds the org to what it was to be asked, which has no answer less.
func (s *scripted) wasAsked(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(s.asked, want) {
		t.Errorf("the org was asked\n\t%s\nand not\n\t%s", strings.Join(s.asked, "\n\t"), strings.Join(want, "\n\t"))
	}
}
