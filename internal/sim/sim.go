// Package sim runs a simulator of Okta, Anypoint Platform and its API gateway
// on one machine, for tests, for the demo and for people who try out modules.
package sim

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/console"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/gateway"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/okta"
)

// Options say how a simulator is to run. The zero value is a good start.
type Options struct {
	// OktaAddr, AnypointAddr and GatewayAddr are where to listen: host:port.
	// Empty means any free port of the loopback interface, and so does a
	// missing host: nothing is reachable from outside unless the address
	// names an outside interface.
	OktaAddr, AnypointAddr, GatewayAddr string

	// Host is the name, or the address, by which clients reach the three, where
	// it is not that of the addresses: of a container, for example.
	Host string
	// TLSDir makes the three addresses speak HTTPS, with a certificate whose
	// authority is written to ca.pem in this directory.
	TLSDir string

	// Latency is what every request of a client takes at least.
	Latency time.Duration

	// RateLimits is "none" (also when empty), "okta-default", or a number of
	// requests per minute for every bucket of Okta.
	RateLimits string

	// ListLag is how far lists lag behind what is written. A single object is
	// always answered as it is.
	ListLag time.Duration

	// Without names features that the Okta org does not have, of Features.
	Without []string

	// AllowHosts are names of this machine by which the admin side may be asked
	// for, besides its addresses and localhost.
	AllowHosts []string

	// StateFile keeps the tenant between runs: a file that is made when there
	// is none. Empty: the tenant ends with the simulator.
	StateFile string
	// SeedFile describes the tenant to begin with, in a file that package seed
	// reads. A tenant that comes from a state file was begun already.
	SeedFile string
	// Seed decides the identifiers and secrets that the simulator makes up,
	// but not its RSA keys.
	Seed uint64
}

// APIAccessManagement is the feature of Okta orgs that custom authorization
// servers need. Classic orgs do not have it.
const APIAccessManagement = "api-access-management"

// Features are the features of an Okta org that a simulator can do without.
var Features = []string{APIAccessManagement}

// Simulator is a running simulator.
type Simulator struct {
	World    *kernel.World
	Okta     *okta.Platform
	Anypoint *anypoint.Platform
	Gateway  *gateway.Gateway

	opts    Options
	caFile  string
	console *console.Console
	keeper  *keeper // nil: nothing is kept
	servers []*http.Server
	health  health
	// begun tells that the tenant has been all that it was to begin with.
	begun bool
	lag   *lag // nil: lists do not lag
}

// Start starts a simulator. It serves until Close.
func Start(opts Options) (*Simulator, error) {
	s := &Simulator{World: &kernel.World{IDs: kernel.NewIDs(opts.Seed)}, opts: opts}
	listeners := make([]net.Listener, 0, 3)
	closeAll := func() {
		for _, l := range listeners {
			_ = l.Close()
		}
	}
	for _, addr := range []string{opts.OktaAddr, opts.AnypointAddr, opts.GatewayAddr} {
		l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", bindAddress(addr))
		if err != nil {
			closeAll()
			return nil, fmt.Errorf("starting the simulator: %w", err)
		}
		listeners = append(listeners, l)
	}

	// The simulated platforms talk to each other directly, never through a proxy.
	scheme, transport := "http", &http.Transport{MaxIdleConnsPerHost: 10, IdleConnTimeout: time.Minute}
	var serverTLS *tls.Config
	if opts.TLSDir != "" {
		identity, err := newTLSIdentity(opts.TLSDir)
		if err != nil {
			closeAll()
			return nil, fmt.Errorf("preparing the simulator's certificates: %w", err)
		}
		scheme, s.caFile, serverTLS = "https", identity.caFile, identity.server
		transport.TLSClientConfig = identity.client
	}
	s.World.OktaURL = baseURL(scheme, opts.Host, opts.OktaAddr, listeners[0])
	s.World.AnypointURL = baseURL(scheme, opts.Host, opts.AnypointAddr, listeners[1])
	s.World.GatewayURL = baseURL(scheme, opts.Host, opts.GatewayAddr, listeners[2])
	if err := s.assemble(transport); err != nil {
		closeAll()
		return nil, err
	}

	for i, h := range []http.Handler{s.Okta.Handler(), s.Anypoint.Handler(), s.Gateway.Handler()} {
		l := listeners[i]
		if serverTLS != nil {
			l = tls.NewListener(l, serverTLS)
		}
		srv := &http.Server{
			Handler:           s.withAdmin(h),
			ReadHeaderTimeout: 10 * time.Second,
			ErrorLog:          log.New(io.Discard, "", 0),
		}
		s.servers = append(s.servers, srv)
		go func() { s.health.ended(srv.Serve(l)) }()
	}
	if err := s.begin(); err != nil {
		_ = s.Close()
		return nil, err
	}
	s.health.ready()
	return s, nil
}

// assemble builds the platforms, which reach each other through transport.
func (s *Simulator) assemble(transport http.RoundTripper) error {
	internal := randomToken()
	s.World.Client = kernel.MarkInternal(transport, internal)
	s.Okta = okta.New(s.World)
	if err := s.Okta.SetRateLimits(s.opts.RateLimits); err != nil {
		return err
	}
	s.Anypoint = anypoint.New(s.World)
	s.Gateway = gateway.New(s.World, s.Anypoint)
	s.Okta.SetInternal(internal)
	s.Anypoint.SetInternal(internal)
	s.Gateway.SetInternal(internal)
	s.console = console.New(console.Parts{
		World: s.World, Okta: s.Okta.Handler(), Anypoint: s.Anypoint.Handler(), Gateway: s.Gateway,
		Root: func() string { _, _, root, _ := s.Anypoint.Credentials(); return root },
	})
	for _, feature := range s.opts.Without {
		if !slices.Contains(Features, feature) {
			return fmt.Errorf("there is no feature %q to do without; there is %s", feature, strings.Join(Features, ", "))
		}
	}
	if s.opts.ListLag > 0 {
		if s.opts.StateFile != "" || s.opts.SeedFile != "" {
			return errors.New("lists lag only on a tenant that begins empty, and comes out of no file")
		}
		s.lag = &lag{by: s.opts.ListLag, clock: &s.World.Clock}
		s.World.Behind = s.lag
	}
	s.Reset()
	if s.opts.StateFile != "" {
		return s.Keep(s.opts.StateFile)
	}
	return nil
}

// Shutdown stops the simulator gracefully: requests under way are answered, as
// long as the context lets them, and what is to be kept is on the disk.
func (s *Simulator) Shutdown(ctx context.Context) error {
	s.health.stop()
	s.console.Close() // whose streams go on for as long as somebody listens
	var errs []error
	for _, srv := range slices.Backward(s.servers) { // the gateway asks Okta
		errs = append(errs, srv.Shutdown(ctx))
	}
	return errors.Join(append(errs, s.Close())...)
}

// Close stops the simulator and ends its connections.
func (s *Simulator) Close() error {
	s.health.stop()
	s.console.Close() // whose streams go on for as long as somebody listens
	var errs []error
	for _, srv := range s.servers {
		errs = append(errs, srv.Close())
	}
	if s.keeper != nil {
		errs = append(errs, s.keeper.close())
	}
	s.World.Client.CloseIdleConnections()
	return errors.Join(errs...)
}

// Env is the environment under which a client finds the simulator.
func (s *Simulator) Env() map[string]string {
	id, secret, org, env := s.Anypoint.Credentials()
	out := map[string]string{
		"OKTA_ORG_URL":             s.World.OktaURL,
		"OKTA_API_TOKEN":           s.Okta.APIToken(),
		"ANYPOINT_BASE_URL":        s.World.AnypointURL,
		"ANYPOINT_CLIENT_ID":       id,
		"ANYPOINT_CLIENT_SECRET":   secret,
		"ANYPOINT_ORGANIZATION_ID": org,
		"ANYPOINT_ENVIRONMENT_ID":  env,
		"GATEWAY_URL":              s.World.GatewayURL,
	}
	if s.caFile != "" {
		out["SSL_CERT_FILE"] = s.caFile
	}
	return out
}

// Failed is closed when one of the addresses stopped serving by itself.
func (s *Simulator) Failed() <-chan struct{} { return s.health.failed() }

// Reset returns everything to the seed: the platforms' objects and their
// identifiers, the clock, the latency, faults and the request log.
func (s *Simulator) Reset() {
	s.World.Faults.Clear()
	s.World.Clock.Reset()
	s.World.SetLatency(s.opts.Latency)
	// Not the sequence that New drew from: platforms keep some of what they
	// made then, and nothing must come twice. The order in which they draw now
	// must stay the same.
	s.World.IDs.Restart(^s.opts.Seed)
	s.Okta.Reset()
	s.Anypoint.Reset()
	s.Gateway.Reset()
	s.Okta.SetAccessManagement(!slices.Contains(s.opts.Without, APIAccessManagement))
	s.World.Log.Clear()
	if s.lag != nil {
		s.lag.restart(s)
	}
}

// Objects counts the objects of every kind that the platforms hold, to see
// that a run left nothing behind.
func (s *Simulator) Objects() map[string]int {
	out := map[string]int{}
	maps.Copy(out, s.Okta.Objects())
	maps.Copy(out, s.Anypoint.Objects())
	return out
}

// bindAddress keeps an address without a host on the loopback interface.
func bindAddress(addr string) string {
	if addr == "" {
		return "127.0.0.1:0"
	}
	if strings.HasPrefix(addr, ":") {
		return "127.0.0.1" + addr
	}
	return addr
}

// baseURL is how clients reach a listener: by the host they were promised,
// without a port where the scheme implies it.
func baseURL(scheme, name, addr string, l net.Listener) string {
	host, _, err := net.SplitHostPort(bindAddress(addr))
	if ip := net.ParseIP(host); err != nil || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	if name != "" {
		host = name
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if scheme == "https" && port == "443" || scheme == "http" && port == "80" {
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return scheme + "://" + host
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

func randomToken() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}
