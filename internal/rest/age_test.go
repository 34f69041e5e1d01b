package rest

import (
	"testing"
	"time"
)

// TestTwin_age: days count from the second one on, to the second.
func TestTwin_age(t *testing.T) {
	made := time.Date(2014, 1, 2, 15, 4, 5, 0, time.UTC)
	twin := Twin{Created: made.Format(time.RFC3339)}
	for ago, want := range map[time.Duration]string{
		48*time.Hour - time.Second: "made 47h59m59s ago (2014-01-02T15:04:05Z)",
		48 * time.Hour:             "made 2 days ago (2014-01-02T15:04:05Z)",
	} {
		if got := twin.age(made.Add(ago)); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
