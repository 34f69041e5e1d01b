package acctest

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// InMemory is Start without a network: the provider's requests go to the
// simulator through what through makes of it (nil: nothing). In a bubble of
// testing/synctest all waits are over at once, those of repetitions, rate limits
// and timeouts included.
func InMemory(t testing.TB, through func(http.RoundTripper) http.RoundTripper) *Env {
	t.Helper()
	return inMemory(t, "", sim.Options{}, through)
}

// InMemoryWith is InMemory with options of the simulator.
func InMemoryWith(t testing.TB, o sim.Options, through func(http.RoundTripper) http.RoundTripper) *Env {
	t.Helper()
	return inMemory(t, "", o, through)
}

// KeptInMemory is a world whose tenant comes out of a file, and goes into it.
func KeptInMemory(t testing.TB, file string) *Env {
	t.Helper()
	return inMemory(t, file, sim.Options{}, nil)
}

func inMemory(t testing.TB, file string, o sim.Options, through func(http.RoundTripper) http.RoundTripper) *Env {
	t.Helper()
	s, err := sim.InMemory(o)
	if err == nil && file != "" {
		err = s.Keep(file)
		t.Cleanup(func() { _ = s.Close() })
	}
	if err != nil {
		t.Fatal(err)
	}
	e := &Env{Sim: s, tb: t, vars: s.Env(), empty: s.Objects(), leaks: &leaks{}}
	var transport http.RoundTripper = s
	if through != nil {
		transport = through(s)
	}
	e.Factories = map[string]func() (tfprotov6.ProviderServer, error){"gatehouse": func() (tfprotov6.ProviderServer, error) {
		server := provider.NewServer(provider.New("test").WithTransport(transport))
		if isBenchmark(t) {
			return server, nil
		}
		return &overheard{server, e.leaks}, nil
	}}
	if !isBenchmark(t) {
		t.Cleanup(e.Retire)
	}
	return e
}

// Retire ends a world in memory, for a test that goes through many of them: the
// test keeps nothing of it.
func (e *Env) Retire() {
	if e.Sim == nil {
		return
	}
	e.leaks.check(e.tb, e.Sim.World.Secrets.All())
	*e = Env{}
}
